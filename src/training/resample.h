#pragma once

#include "network/torch.h"

namespace sonomask::training {

/// `picture` [N, C, H, W] at the places of `grid` [N, H, W, 2] (-1..1, corners not aligned),
/// bilinear, 0 outside.
inline torch::Tensor resample(const torch::Tensor& picture, const torch::Tensor& grid) {
    namespace F = torch::nn::functional;
    return F::grid_sample(picture, grid,
                          F::GridSampleFuncOptions()
                              .mode(torch::kBilinear)
                              .padding_mode(torch::kZeros)
                              .align_corners(false));
}

}  // namespace sonomask::training
