#include "evaluation/number_text.h"

#include <charconv>
#include <cmath>

namespace sonomask::evaluation {

std::string fixedText(double value, int decimals) {
    if (!std::isfinite(value)) return "–";
    char text[400];  // the largest double has 309 digits before the point
    const auto end =
        std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals).ptr;
    return {text, end};
}

}  // namespace sonomask::evaluation
