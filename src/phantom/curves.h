#pragma once

#include <algorithm>
#include <cmath>

namespace sonomask::phantom {

/// 1 on a thin sheet, falling to 0 away from it.
inline float sheet(float distance, float width) {
    const float d = distance / width;
    return std::exp(-d * d);
}

/// 0 up to `from`, 1 beyond `to`, smooth in between.
inline float smoothStep(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0f, 1.0f);
    return t * t * (3 - 2 * t);
}

}  // namespace sonomask::phantom
