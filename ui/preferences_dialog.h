#pragma once

#include <QDialog>

#include "ui/preferences.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace sonomask::ui {

class Dialogs;

/// Reader, report, findings, theme and language in one place; "OK" remembers and applies them.
class PreferencesDialog final : public QDialog {
    Q_OBJECT

  public:
    /// `dialogs` must outlive this one.
    PreferencesDialog(Dialogs* dialogs, QWidget* parent = nullptr);

  Q_SIGNALS:
    void changed(const sonomask::ui::Preferences& preferences);
    void languageChanged();

  private:
    QLineEdit* addText(QFormLayout* form, const QString& name, const QString& value);
    QLineEdit* addFile(QFormLayout* form, const QString& name, const QString& value,
                       const QString& filter);
    QComboBox* addChoice(QFormLayout* form, const QString& name, const QStringList& texts);
    void keep();

    Dialogs* dialogs_;
    QLineEdit* reader_;
    QLineEdit* report_template_;
    QLineEdit* report_logo_;
    QCheckBox* second_opinion_;
    QComboBox* theme_;
    QComboBox* language_;
};

}  // namespace sonomask::ui
