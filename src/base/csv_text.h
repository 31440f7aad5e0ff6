#pragma once

#include <string>

namespace sonomask {

/// A text column's field that no spreadsheet runs as a formula: an apostrophe comes before a
/// leading =, +, -, @, tab or return. Not quoted yet; not for columns of numbers.
std::string withoutFormula(const std::string& text);

/// A number as tables hold it, with a point in every locale; empty where it is not defined.
std::string decimalText(double value, int digits = 6);

}  // namespace sonomask
