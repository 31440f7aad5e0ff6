#pragma once

#include <cstdint>
#include <vector>

namespace sonomask::segmentation {

/// A depthwise 3×3 (or k×k) convolution of stride 1 that keeps the size, on maps with the channels
/// innermost: [height][width][channels]. oneDNN has only its slow reference for dilations whose
/// padding is wider than the kernel; the pyramid's are.
struct Depthwise {
    int channels = 0;
    int height = 0;
    int width = 0;
    int kernel = 3;
    int dilation = 1;
    std::vector<float> weights;  ///< [kernel][kernel][channels]
    std::vector<float> bias;     ///< [channels]

    /// Shares the rows among OpenMP's threads.
    void run(const float* source, float* target) const;
    /// The same for bf16 values, summed in single precision.
    void run(const std::uint16_t* source, std::uint16_t* target) const;
    /// The same for 8-bit integers; their scales are part of weights and bias.
    void run(const std::uint8_t* source, std::int8_t* target) const;
};

}  // namespace sonomask::segmentation
