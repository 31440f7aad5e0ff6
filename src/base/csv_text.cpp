#include "base/csv_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sonomask {

std::string csvField(std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
    std::string quoted = "\"";
    for (const char character : value) {
        if (character == '"') quoted += '"';
        quoted += character;
    }
    return quoted + '"';
}

std::string spreadsheetField(const std::string& text) {
    const bool formula = text.find_first_of("=+-@\t\r") == 0;
    return csvField(formula ? "'" + text : text);
}

std::string decimalText(double value, int digits) {
    if (std::isnan(value)) return {};
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::general, digits);
    return {text.data(), end.ptr};
}

}  // namespace sonomask
