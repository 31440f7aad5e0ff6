#include "ui/about_dialog.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QVBoxLayout>

#include <opencv2/core/version.hpp>

#include "base/version.h"
#include "decoder/decoder.h"
#include "ui/core_text.h"
#include "ui/program_head.h"
#include "ui/text.h"

namespace sonomask::ui {

std::vector<std::pair<QString, QString>> aboutFacts(const ModelHost& host) {
    std::vector<std::pair<QString, QString>> facts{
        {AboutDialog::tr("Version"), QLatin1String(kVersion)},
        {AboutDialog::tr("Qt"), QLatin1String(qVersion())},
        {AboutDialog::tr("OpenCV"), QStringLiteral(CV_VERSION)}};
    if (const auto engine = host.engine()) {
        const segmentation::ModelInfo& model = engine->model();
        facts.emplace_back(AboutDialog::tr("Model"),
                           fromUtf8(model.name) + QLatin1Char(' ') + fromUtf8(model.version));
        facts.emplace_back(AboutDialog::tr("Architecture"), fromUtf8(model.architecture));
        facts.emplace_back(AboutDialog::tr("Model file"), fromPath(model.file));
        facts.emplace_back(AboutDialog::tr("Threshold"), number(model.threshold, 2));
        facts.emplace_back(
            AboutDialog::tr("Device"),
            fromUtf8(engine->device()) + QStringLiteral(" · ") + fromUtf8(engine->precision()));
    } else {
        facts.emplace_back(AboutDialog::tr("Model"), host.state() == ModelHost::State::Failed
                                                         ? host.failure().reason
                                                         : AboutDialog::tr("loading …"));
    }
    return facts;
}

AboutDialog::AboutDialog(const ModelHost& host, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About Sonomask"));
    auto* pages = new QTabWidget(this);
    pages->setDocumentMode(true);
    pages->addTab(makeFacts(host), tr("This program"));
    pages->addTab(makeLicences(), tr("Licences"));
    pages->setAccessibleName(windowTitle());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 18);
    layout->setSpacing(18);
    layout->addWidget(new ProgramHead(this));
    layout->addWidget(pages, 1);
    layout->addWidget(buttons);
    resize(600, 520);
    askForProtection();
}

QWidget* AboutDialog::makeFacts(const ModelHost& host) {
    auto* page = new QWidget(this);
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(4, 14, 4, 4);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(18);
    for (const auto& [name, value] : aboutFacts(host)) addFact(grid, name, value);
    protection_ = addFact(grid, tr("Reading of files"), tr("asking …"));
    grid->setRowStretch(grid->rowCount(), 1);
    return page;
}

QLabel* AboutDialog::addFact(QGridLayout* grid, const QString& name, const QString& value) {
    auto* key = new QLabel(name, this);
    key->setObjectName(QStringLiteral("muted"));
    auto* text = new QLabel(value, this);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setWordWrap(true);
    text->setAccessibleName(name);
    const int row = grid->rowCount();
    grid->addWidget(key, row, 0, Qt::AlignTop);
    grid->addWidget(text, row, 1);
    return text;
}

QWidget* AboutDialog::makeLicences() {
    auto* text = new QPlainTextEdit(this);
    text->setReadOnly(true);
    text->setAccessibleName(tr("Licences"));
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    for (const char* name : {":/help/NOTICE", ":/help/LICENSE"}) {
        QFile file{QLatin1String(name)};
        if (file.open(QIODevice::ReadOnly))
            text->appendPlainText(QString::fromUtf8(file.readAll()));
    }
    text->moveCursor(QTextCursor::Start);
    return text;
}

/// In the background: it may have to start a decoder.
void AboutDialog::askForProtection() {
    using Missing = std::vector<std::string>;
    auto* task = Task::start<Missing>(
        this, tr("About Sonomask"),
        [](const std::stop_token&, const ProgressCallback&) {
            return decoder::missingProtection();
        },
        [this](const Missing& missing) {
            QStringList lines{missing.empty()
                                  ? tr("in a process of its own, with all protection")
                                  : tr("in a process of its own, but less protected than it "
                                       "could be:")};
            for (const std::string& item : missing) lines << coreText(item);
            protection_->setText(lines.join(QLatin1Char('\n')));
        });
    connect(task, &Task::failed, this,
            [this](const Failure& failure) { protection_->setText(failure.reason); });
}

}  // namespace sonomask::ui
