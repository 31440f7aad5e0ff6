#include "ui/about_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <opencv2/core/version.hpp>

#include "base/version.h"
#include "ui/icons.h"
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
    auto* icon = new QLabel(this);
    icon->setPixmap(programIcon().pixmap(64, 64));
    auto* title = new QLabel(tr("Sonomask"), this);
    title->setObjectName(QStringLiteral("title"));
    auto* purpose = new QLabel(tr("Outlines of breast masses in ultrasound pictures."), this);
    purpose->setObjectName(QStringLiteral("muted"));
    auto* notice = new QLabel(tr("Not for diagnostic use"), this);
    notice->setObjectName(QStringLiteral("notice"));
    auto* licence = new QLabel(tr("Apache License 2.0. The file NOTICE names the libraries that "
                                  "Sonomask is built on, and their licences."),
                               this);
    licence->setObjectName(QStringLiteral("muted"));
    licence->setWordWrap(true);

    auto* head = new QHBoxLayout;
    auto* names = new QVBoxLayout;
    for (QLabel* label : {title, purpose, notice}) names->addWidget(label);
    head->addWidget(icon);
    head->addSpacing(14);
    head->addLayout(names, 1);
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(18);
    int row = 0;
    for (const auto& [name, value] : aboutFacts(host)) {
        auto* key = new QLabel(name, this);
        key->setObjectName(QStringLiteral("muted"));
        auto* text = new QLabel(value, this);
        text->setTextFormat(Qt::PlainText);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        text->setWordWrap(true);
        grid->addWidget(key, row, 0, Qt::AlignTop);
        grid->addWidget(text, row++, 1);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 18);
    layout->setSpacing(18);
    layout->addLayout(head);
    layout->addLayout(grid);
    layout->addWidget(licence);
    layout->addWidget(buttons);
    setMinimumWidth(480);
}

}  // namespace sonomask::ui
