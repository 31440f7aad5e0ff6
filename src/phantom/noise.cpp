#include "phantom/noise.h"

#include <cmath>
#include <limits>

namespace sonomask::phantom {
namespace {

std::uint32_t latticeBits(std::uint64_t seed, int x, int y, int z) {
    auto bits = static_cast<std::uint32_t>(seed) ^ static_cast<std::uint32_t>(seed >> 32);
    bits ^= static_cast<std::uint32_t>(x) * 0x8DA6B343u;
    bits ^= static_cast<std::uint32_t>(y) * 0xD8163841u;
    bits ^= static_cast<std::uint32_t>(z) * 0xCB1AB31Fu;
    bits = (bits ^ (bits >> 16)) * 0x7FEB352Du;
    bits = (bits ^ (bits >> 15)) * 0x846CA68Bu;
    return bits ^ (bits >> 16);
}

/// Bits to -1 .. 1.
float signedUnit(std::uint32_t bits) {
    return static_cast<float>(bits >> 8) * 0x1p-23f - 1.0f;
}

float smooth(float t) {
    return t * t * (3.0f - 2.0f * t);
}

float mix(float a, float b, float t) {
    return a + (b - a) * t;
}

}  // namespace

double Random::between(double low, double high) {
    return low + (high - low) * static_cast<double>(bits() >> 11) * 0x1p-53;
}

int Random::below(int count) {
    return static_cast<int>(between(0, count));
}

float Noise::value(float x, float y, float z) const {
    const float fx = std::floor(x), fy = std::floor(y), fz = std::floor(z);
    const int ix = static_cast<int>(fx), iy = static_cast<int>(fy), iz = static_cast<int>(fz);
    const float tx = smooth(x - fx), ty = smooth(y - fy), tz = smooth(z - fz);
    const auto corner = [&](int dx, int dy, int dz) {
        return signedUnit(latticeBits(seed_, ix + dx, iy + dy, iz + dz));
    };
    const auto face = [&](int dy) {
        return mix(mix(corner(0, dy, 0), corner(1, dy, 0), tx),
                   mix(corner(0, dy, 1), corner(1, dy, 1), tx), tz);
    };
    // A still lies on a lattice plane of y: half of the work is not needed there.
    return ty == 0.0f ? face(0) : mix(face(0), face(1), ty);
}

float Noise::fractal(float x, float y, float z) const {
    return 0.67f * value(x, y, z) + 0.33f * value(2.03f * x + 17.0f, 2.0f * y, 2.03f * z + 5.0f);
}

Noise::Cell Noise::cell(float x, float y, float z) const {
    const int ix = static_cast<int>(std::floor(x)), iz = static_cast<int>(std::floor(z));
    struct Site {
        float distance2 = std::numeric_limits<float>::max();
        float x = 0, z = 0;
        std::uint32_t bits = 0;
    } nearest, second;
    for (int cz = iz - 1; cz <= iz + 1; ++cz) {
        for (int cx = ix - 1; cx <= ix + 1; ++cx) {
            const std::uint32_t bits = latticeBits(seed_, cx, 0, cz);
            const float turn = 0.16f * y + static_cast<float>(bits & 0xFF) * 0x1p-8f;
            const float drift = std::abs(turn - std::floor(turn) - 0.5f);  // 0 .. 0.5 and back
            const float dx = static_cast<float>(cx) - x + 0.15f +
                             0.7f * static_cast<float>(bits >> 8 & 0xFFF) * 0x1p-12f + 0.3f * drift;
            const float dz = static_cast<float>(cz) - z + 0.15f +
                             0.7f * static_cast<float>(bits >> 20) * 0x1p-12f;
            const Site site{dx * dx + dz * dz, dx, dz, bits};
            if (site.distance2 < nearest.distance2) {
                second = nearest;
                nearest = site;
            } else if (site.distance2 < second.distance2) {
                second = site;
            }
        }
    }
    const float gap = std::hypot(second.x - nearest.x, second.z - nearest.z) + 1e-6f;
    return {(second.distance2 - nearest.distance2) / (2.0f * gap),
            std::abs(second.z - nearest.z) / gap, signedUnit(mixBits(nearest.bits) & 0xFFFFFFFFu)};
}

}  // namespace sonomask::phantom
