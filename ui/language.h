#pragma once

#include <QString>

class QApplication;

namespace sonomask::ui {

/// The languages of the window: "en", "zh_CN"; an empty name follows the system.
QString rememberedLanguage();
/// Takes effect at the next start.
void rememberLanguage(const QString& name);

/// Installs the translation of the program and of Qt's own dialogs for the remembered language.
void applyLanguage(QApplication& application);

/// The name of an undo step as `workflow::Edit` has it, in the window's language.
QString stepName(const QString& name);

}  // namespace sonomask::ui
