#pragma once

#include <string>
#include <string_view>

namespace sonomask {

/// A field as it must be written (RFC 4180): quoted where it holds a comma, a quote or a line
/// break.
std::string csvField(std::string_view value);

/// The same for a text column that people open in a spreadsheet, which is not to run it as a
/// formula: an apostrophe comes before a leading =, +, -, @, tab or return.
std::string spreadsheetField(const std::string& text);

/// A number as tables hold it, with a point in every locale; empty where it is not defined.
std::string decimalText(double value, int digits = 6);

}  // namespace sonomask
