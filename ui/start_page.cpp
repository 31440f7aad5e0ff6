#include "ui/start_page.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/muted_label.h"
#include "ui/program_head.h"
#include "ui/recent_studies.h"

namespace sonomask::ui {
namespace {

constexpr int kWidth = 420;
constexpr int kMostRecent = 5;

}  // namespace

QString StartPage::sampleStudy() {
    const QDir program(QCoreApplication::applicationDirPath());
    for (const QString& folder :
         {program.filePath(QStringLiteral("../share/sonomask/sample/images")),
          QStringLiteral(SONOMASK_SOURCE_SAMPLE)})
        if (QFileInfo(folder).isDir()) return QDir::cleanPath(folder);
    return {};
}

StartPage::StartPage(QWidget* parent) : QWidget(parent), recent_(new QVBoxLayout) {
    setObjectName(QStringLiteral("startPage"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Start"));
    auto* column = new QVBoxLayout;
    column->setSpacing(22);
    column->addWidget(new ProgramHead(this));
    column->addWidget(makeButtons());
    recent_->setSpacing(2);
    column->addLayout(recent_);
    column->addWidget(
        mutedLabel(tr("Or drop pictures, clips or a folder on the window. F1 shows the "
                      "keys, Shift+F1 the guide."),
                   this));
    auto* middle = new QWidget(this);
    middle->setLayout(column);
    middle->setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(middle);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(3);
}

QWidget* StartPage::makeButtons() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const auto add = [&](const QString& text, const char* icon) {
        auto* button = new QPushButton(lineIcon(QLatin1String(icon)), text, box);
        button->setIconSize({18, 18});
        column->addWidget(button);
        return button;
    };
    QPushButton* folder = add(tr("Open folder or DICOM study …"), "open-folder");
    setFocusProxy(folder);
    connect(folder, &QPushButton::clicked, this, &StartPage::openFolderWanted);
    connect(add(tr("Open files …"), "open-file"), &QPushButton::clicked, this,
            &StartPage::openFilesWanted);
    if (const QString sample = sampleStudy(); !sample.isEmpty()) {
        QPushButton* button = add(tr("Open the sample study"), "segment-study");
        button->setObjectName(QStringLiteral("openSample"));
        button->setToolTip(tr("Simulated pictures, made for trying things out"));
        connect(button, &QPushButton::clicked, this,
                [this, sample] { Q_EMIT studyWanted(sample); });
    }
    return box;
}

void StartPage::showEvent(QShowEvent* event) {
    listRecent();
    QWidget::showEvent(event);
}

void StartPage::listRecent() {
    while (QLayoutItem* item = recent_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList paths = recentStudies().mid(0, kMostRecent);
    if (paths.isEmpty()) return;
    auto* title = new QLabel(tr("RECENT"), this);
    title->setObjectName(QStringLiteral("panelTitle"));
    recent_->addWidget(title);
    for (const QString& path : paths) {
        auto* button = new QPushButton(QFileInfo(path).fileName(), this);
        button->setObjectName(QStringLiteral("link"));
        button->setToolTip(path);
        button->setCursor(Qt::PointingHandCursor);
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT studyWanted(path); });
        recent_->addWidget(button);
    }
}

}  // namespace sonomask::ui
