#pragma once

#include <QColor>
#include <QString>

class QApplication;

namespace sonomask::ui {

enum class ThemeChoice { System, Dark, Light };

/// The window's colours. The picture's surround is dark in every theme: eyes adapted to the
/// picture should stay so.
struct Theme {
    bool dark = true;
    QColor window;
    QColor panel;
    QColor raised;  ///< cards, fields, hovered rows
    QColor line;
    QColor text;
    QColor muted;
    QColor accent;
    QColor good;
    QColor warning;
    QColor error;
    QColor canvas;  ///< around the picture
};

/// The theme in use.
const Theme& theme();

/// The person's choice, kept in her settings.
ThemeChoice rememberedTheme();
void rememberTheme(ThemeChoice choice);

/// Chooses palette and style sheet of the whole program. `System` follows the desktop's palette,
/// and is dark where the desktop does not say.
void applyTheme(QApplication& application, ThemeChoice choice);

}  // namespace sonomask::ui
