#pragma once

#include <string>

#include <QString>

#include "descriptors/description.h"

namespace sonomask::ui {

/// "echo_pattern" as "Echo pattern", in the window's language.
QString termName(const std::string& category);
/// The word of a term; kinds that hold together ("indistinct&angular") stand side by side.
QString termWord(const std::string& word);
/// "height to width 0.62": a number behind a term with its name.
QString figureText(const descriptors::Feature& figure);
/// "87 % · height to width 0.62 · tilt 12°": how sure a term is and the numbers behind it.
QString termNumbers(const descriptors::Term& term);

}  // namespace sonomask::ui
