#include "ui/dialogs.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

namespace sonomask::ui {
namespace {

/// The context of this file's words for the translators.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(sonomask::ui::Dialogs)
};

/// The folder that the person used last.
QString lastFolder() {
    return QSettings().value(QStringLiteral("dialogs/folder")).toString();
}

void rememberFolder(const QString& folder) {
    QSettings().setValue(QStringLiteral("dialogs/folder"), folder);
}

std::optional<QString> unlessEmpty(const QString& text) {
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

}  // namespace

QStringList DesktopDialogs::chooseFiles(QWidget* parent) {
    const QString filter = Text::tr(
        "Pictures, clips and DICOM (*.dcm *.dicom *.png *.jpg *.jpeg *.bmp *.tif *.tiff *.avi "
        "*.mp4 *.mkv DICOMDIR);;All files (*)");
    const QStringList files =
        QFileDialog::getOpenFileNames(parent, Text::tr("Open files"), lastFolder(), filter);
    if (!files.isEmpty()) rememberFolder(QFileInfo(files.front()).absolutePath());
    return files;
}

std::optional<QString> DesktopDialogs::chooseFile(QWidget* parent, const QString& title,
                                                  const QString& filter) {
    return unlessEmpty(QFileDialog::getOpenFileName(parent, title, lastFolder(), filter));
}

std::optional<QString> DesktopDialogs::chooseFolder(QWidget* parent, const QString& title,
                                                    const QString& start) {
    const QString folder =
        QFileDialog::getExistingDirectory(parent, title, start.isEmpty() ? lastFolder() : start);
    if (!folder.isEmpty()) rememberFolder(folder);
    return unlessEmpty(folder);
}

std::optional<QString> DesktopDialogs::chooseSaveFile(QWidget* parent, const QString& title,
                                                      const QString& suggestion,
                                                      const QString& filter) {
    return unlessEmpty(QFileDialog::getSaveFileName(parent, title, suggestion, filter));
}

std::optional<double> DesktopDialogs::askNumber(QWidget* parent, const QString& title,
                                                const QString& question, double start) {
    bool agreed = false;
    const double value =
        QInputDialog::getDouble(parent, title, question, start, 0.01, 10'000, 2, &agreed);
    return agreed ? std::optional(value) : std::nullopt;
}

bool DesktopDialogs::confirm(QWidget* parent, const QString& title, const QString& question,
                             const QString& action) {
    QMessageBox box(QMessageBox::Question, title, question, QMessageBox::Cancel, parent);
    const QPushButton* agree = box.addButton(action, QMessageBox::AcceptRole);
    box.exec();
    return box.clickedButton() == agree;
}

}  // namespace sonomask::ui
