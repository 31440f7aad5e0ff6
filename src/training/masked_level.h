#pragma once

#include "network/torch.h"

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
    const std::vector<std::int64_t> all{1, 2, 3};
    return (grey * weight).sum(all, true) / weight.sum(all, true).clamp_min(1);
}

}  // namespace sonomask::training
