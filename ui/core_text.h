#pragma once

#include <string>

#include <QString>

namespace sonomask::ui {

/// A sentence of the core - the reason of an error, a warning, a note on scale, a BI-RADS word - in
/// the window's language. The core speaks English only; `core_text.cpp` lists its sentences for the
/// translators. One that is not in the list stays as it is.
QString coreText(const QString& english);
QString coreText(const std::string& english);

}  // namespace sonomask::ui
