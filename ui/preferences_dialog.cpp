#include "ui/preferences_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/dialogs.h"
#include "ui/icons.h"
#include "ui/language.h"
#include "ui/muted_label.h"
#include "ui/theme.h"

namespace sonomask::ui {
namespace {

/// The languages in the order of the choice.
const char* const kLanguages[] = {"", "en", "zh_CN"};

int positionOf(const QString& language) {
    for (int i = 0; i < static_cast<int>(std::size(kLanguages)); ++i)
        if (language == QLatin1String(kLanguages[i])) return i;
    return 0;
}

}  // namespace

PreferencesDialog::PreferencesDialog(Dialogs* dialogs, QWidget* parent)
    : QDialog(parent), dialogs_(dialogs) {
    setWindowTitle(tr("Preferences"));
    const Preferences kept = rememberedPreferences();
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(22);
    form->setVerticalSpacing(12);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    reader_ = addText(form, tr("Reader's name"), kept.reader);
    reader_->setPlaceholderText(tr("Signs reports and corrections"));
    report_template_ =
        addFile(form, tr("Report template"), kept.report_template, tr("Web page (*.html *.htm)"));
    report_template_->setPlaceholderText(tr("Built-in"));
    report_logo_ =
        addFile(form, tr("Logo in reports"), kept.report_logo, tr("Pictures (*.png *.jpg *.jpeg)"));
    report_logo_->setPlaceholderText(tr("None"));
    second_opinion_ = new QCheckBox(tr("Show the second opinion: benign or malignant"), this);
    second_opinion_->setChecked(kept.second_opinion);
    form->addRow(new QLabel(tr("Findings"), this), second_opinion_);
    theme_ = addChoice(form, tr("Theme"), {tr("As the system"), tr("Dark"), tr("Light")});
    theme_->setCurrentIndex(static_cast<int>(rememberedTheme()));
    language_ =
        addChoice(form, tr("Language"),
                  {tr("As the system"), QStringLiteral("English"), QStringLiteral("简体中文")});
    language_->setCurrentIndex(positionOf(rememberedLanguage()));
    auto* hint = mutedLabel(tr("The language changes at the next start. Colour and fill of the "
                               "outlines are at the lower right of the window."),
                            this);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &PreferencesDialog::keep);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 22, 24, 18);
    layout->setSpacing(18);
    layout->addLayout(form);
    layout->addWidget(hint);
    layout->addWidget(buttons);
    setMinimumWidth(520);
}

QLineEdit* PreferencesDialog::addText(QFormLayout* form, const QString& name,
                                      const QString& value) {
    auto* edit = new QLineEdit(value, this);
    edit->setAccessibleName(name);
    form->addRow(name, edit);
    return edit;
}

QLineEdit* PreferencesDialog::addFile(QFormLayout* form, const QString& name, const QString& value,
                                      const QString& filter) {
    auto* edit = new QLineEdit(value, this);
    edit->setAccessibleName(name);
    edit->setClearButtonEnabled(true);
    auto* choose = new QToolButton(this);
    choose->setIcon(lineIcon(QStringLiteral("open-file")));
    choose->setToolTip(tr("Choose a file"));
    choose->setAccessibleName(name + QStringLiteral(": ") + choose->toolTip());
    connect(choose, &QToolButton::clicked, this, [this, edit, name, filter] {
        if (const auto file = dialogs_->chooseFile(this, name, filter)) edit->setText(*file);
    });
    auto* row = new QHBoxLayout;
    row->addWidget(edit, 1);
    row->addWidget(choose);
    form->addRow(name, row);
    return edit;
}

QComboBox* PreferencesDialog::addChoice(QFormLayout* form, const QString& name,
                                        const QStringList& texts) {
    auto* box = new QComboBox(this);
    box->setAccessibleName(name);
    box->addItems(texts);
    form->addRow(name, box);
    return box;
}

void PreferencesDialog::keep() {
    const Preferences preferences{reader_->text().trimmed(), report_template_->text().trimmed(),
                                  report_logo_->text().trimmed(), second_opinion_->isChecked()};
    remember(preferences);
    const auto theme = static_cast<ThemeChoice>(theme_->currentIndex());
    if (theme != rememberedTheme()) {
        rememberTheme(theme);
        applyTheme(*qApp, theme);
    }
    const QString language = QLatin1String(kLanguages[language_->currentIndex()]);
    if (language != rememberedLanguage()) {
        rememberLanguage(language);
        Q_EMIT languageChanged();
    }
    Q_EMIT changed(preferences);
    accept();
}

}  // namespace sonomask::ui
