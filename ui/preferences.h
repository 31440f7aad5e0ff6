#pragma once

#include <QString>

namespace sonomask::ui {

/// What the person has chosen once for all studies, kept in her settings. Theme, language and the
/// look of the outlines are kept where they are used.
struct Preferences {
    QString reader;           ///< signs reports and corrections; empty = not named
    QString report_template;  ///< HTML file (docs/report.md); empty = the built-in one
    QString report_logo;      ///< PNG or JPG; empty = none
    bool second_opinion = true;
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

Preferences rememberedPreferences();
void remember(const Preferences& preferences);

}  // namespace sonomask::ui
