#include "evaluation/number_text.h"

#include <cmath>
#include <cstdio>

namespace sonomask::evaluation {

std::string fixedText(double value, int decimals) {
    if (!std::isfinite(value)) return "–";
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

}  // namespace sonomask::evaluation
