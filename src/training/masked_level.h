#pragma once

#include <utility>

#include "network/torch.h"
#include "training/random_tensors.h"

namespace sonomask::training {

/// Masks [N, 1, H, W] of 0 and 1, larger by `pixels` on every side (rows, then columns: LibTorch
/// looks at every pixel of a window).
inline torch::Tensor grown(const torch::Tensor& masks, std::int64_t pixels) {
    const std::int64_t window = 2 * pixels + 1;
    const auto along = torch::max_pool2d(masks, {1, window}, 1, {0, pixels});
    return torch::max_pool2d(along, {window, 1}, 1, {pixels, 0});
}

/// The same with edges that fade over `pixels` (odd).
inline torch::Tensor softened(const torch::Tensor& masks, std::int64_t pixels) {
    return torch::avg_pool2d(masks, pixels, 1, pixels / 2);
}

/// Sum of each mask: [N, 1, 1, 1].
inline torch::Tensor areaOf(const torch::Tensor& masks) {
    return masks.sum({1, 2, 3}, true);
}

/// 1 where a picture shows anything: padding and whatever has no echo is black.
inline torch::Tensor tissueOf(const torch::Tensor& grey) {
    return (grey > 0).to(grey.dtype());
}

/// Mean grey of each picture where `weight` is not 0: [N, 1, 1, 1].
inline torch::Tensor meanWhere(const torch::Tensor& grey, const torch::Tensor& weight) {
    return areaOf(grey * weight) / areaOf(weight).clamp_min(1);
}

/// `other` laid over `grey` in the share given, moved to the grey level that the tissue of `grey`
/// has in `around`. Black stays black.
inline torch::Tensor laidOver(const torch::Tensor& grey, const torch::Tensor& other,
                              const torch::Tensor& around, const torch::Tensor& share) {
    const auto tissue = tissueOf(grey);
    const auto ring = around * tissue * tissueOf(other);
    const auto level = meanWhere(grey, ring) - meanWhere(other, ring);
    return torch::lerp(grey, (other + level).clamp(0, 1), share * tissue);
}

/// First and last place of each mask along a dimension, 0..1: [N] each; 1 and 0 where it is empty.
inline std::pair<torch::Tensor, torch::Tensor> extentOf(const torch::Tensor& masks,
                                                        std::int64_t dimension) {
    const auto along = masks.amax({1, 5 - dimension});
    const auto place = ramp(masks.size(dimension), masks.options()).unsqueeze(0);
    return {torch::where(along > 0, place, torch::ones_like(place)).amin(1),
            torch::where(along > 0, place, torch::zeros_like(place)).amax(1)};
}

}  // namespace sonomask::training
