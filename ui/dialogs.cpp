#include "ui/dialogs.h"

#include <QCoreApplication>
#include <QDir>
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

void Dialogs::protect(std::function<bool(const QString& file)> is_protected) {
    is_protected_ = std::move(is_protected);
}

std::optional<QString> Dialogs::chooseSaveFile(QWidget* parent, const QString& title,
                                               const QString& suggestion, const QString& filter) {
    auto target = askSaveFile(parent, title, unprotectedNameLike(suggestion), filter);
    if (!target || !is_protected_(*target)) return target;
    warn(parent, title,
         Text::tr("%1 is a file of the open study. Original files are never changed: choose "
                  "another name or another folder.")
             .arg(QDir::toNativeSeparators(*target)));
    return std::nullopt;
}

/// A picture of the study may be called what an export of another one would be.
QString Dialogs::unprotectedNameLike(const QString& file) const {
    const QFileInfo wished(file);
    QString name = file;
    for (int number = 2; is_protected_(name); ++number)
        name = wished.dir().filePath(QStringLiteral("%1_%2.%3")
                                         .arg(wished.completeBaseName())
                                         .arg(number)
                                         .arg(wished.suffix()));
    return name;
}

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

std::optional<QString> DesktopDialogs::askSaveFile(QWidget* parent, const QString& title,
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

void DesktopDialogs::warn(QWidget* parent, const QString& title, const QString& text) {
    QMessageBox::warning(parent, title, text);
}

}  // namespace sonomask::ui
