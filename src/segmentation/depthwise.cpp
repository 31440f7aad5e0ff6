#include "segmentation/depthwise.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/vectorised.h"

namespace sonomask::segmentation {
namespace {

/// Channels that are summed at a time: they stay in registers.
constexpr int kChunk = 64;

SONOMASK_INLINE float toFloat(float value) {
    return value;
}
SONOMASK_INLINE float toFloat(std::uint16_t bf16) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bf16) << 16);
}
SONOMASK_INLINE float toFloat(std::uint8_t value) {
    return value;
}

SONOMASK_INLINE void store(float value, float& target) {
    target = value;
}
/// Rounds to nearest, ties to even, as the hardware does.
SONOMASK_INLINE void store(float value, std::uint16_t& target) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    target = static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}
SONOMASK_INLINE void store(float value, std::int8_t& target) {
    target = static_cast<std::int8_t>(std::nearbyintf(std::clamp(value, -128.0F, 127.0F)));
}

template <typename In, typename Out>
SONOMASK_INLINE void pixel(const Depthwise& op, const In* source, int x, int y, int first,
                           int count, Out* target) {
    float sums[kChunk];
    for (int c = 0; c < count; ++c) sums[c] = op.bias[first + c];
    const int half = op.kernel / 2;
    for (int ky = 0; ky < op.kernel; ++ky) {
        const int from_y = y + (ky - half) * op.dilation;
        if (from_y < 0 || from_y >= op.height) continue;
        for (int kx = 0; kx < op.kernel; ++kx) {
            const int from_x = x + (kx - half) * op.dilation;
            if (from_x < 0 || from_x >= op.width) continue;
            const In* in = source + (from_y * op.width + from_x) * op.channels + first;
            const float* weight = op.weights.data() + (ky * op.kernel + kx) * op.channels + first;
            for (int c = 0; c < count; ++c) sums[c] += weight[c] * toFloat(in[c]);
        }
    }
    Out* out = target + (y * op.width + x) * op.channels + first;
    for (int c = 0; c < count; ++c) store(sums[c], out[c]);
}

template <typename In, typename Out>
SONOMASK_INLINE void row(const Depthwise& op, const In* source, int y, Out* target) {
    int first = 0;
    for (; first + kChunk <= op.channels; first += kChunk)
        for (int x = 0; x < op.width; ++x) pixel(op, source, x, y, first, kChunk, target);
    for (int x = 0; x < op.width && first < op.channels; ++x)
        pixel(op, source, x, y, first, op.channels - first, target);
}

SONOMASK_VECTORISED void rowFp32(const Depthwise& op, const float* source, int y, float* target) {
    row(op, source, y, target);
}
SONOMASK_VECTORISED void rowBf16(const Depthwise& op, const std::uint16_t* source, int y,
                                 std::uint16_t* target) {
    row(op, source, y, target);
}
SONOMASK_VECTORISED void rowInt8(const Depthwise& op, const std::uint8_t* source, int y,
                                 std::int8_t* target) {
    row(op, source, y, target);
}

}  // namespace

void Depthwise::run(const float* source, float* target) const {
#pragma omp parallel for
    for (int y = 0; y < height; ++y) rowFp32(*this, source, y, target);
}

void Depthwise::run(const std::uint16_t* source, std::uint16_t* target) const {
#pragma omp parallel for
    for (int y = 0; y < height; ++y) rowBf16(*this, source, y, target);
}

void Depthwise::run(const std::uint8_t* source, std::int8_t* target) const {
#pragma omp parallel for
    for (int y = 0; y < height; ++y) rowInt8(*this, source, y, target);
}

}  // namespace sonomask::segmentation
