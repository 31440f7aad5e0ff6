#include "base/csv_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sonomask {

std::string withoutFormula(const std::string& text) {
    const bool formula = text.find_first_of("=+-@\t\r") == 0;
    return formula ? "'" + text : text;
}

std::string decimalText(double value, int digits) {
    if (std::isnan(value)) return {};
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::general, digits);
    return {text.data(), end.ptr};
}

}  // namespace sonomask
