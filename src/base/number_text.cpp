#include "base/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sonomask {

std::string fixedText(double value, int decimals) {
    if (!std::isfinite(value)) return "–";
    std::array<char, 400> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   std::chars_format::fixed, decimals);
    return {text.data(), end.ptr};
}

std::string shortText(double value) {
    if (!std::isfinite(value)) return "–";
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

}  // namespace sonomask
