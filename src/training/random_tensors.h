#pragma once

#include "network/torch.h"

namespace sonomask::training {

/// One number for each picture of a batch, uniform in low..high: [N, 1, 1, 1].
inline torch::Tensor uniformEach(const torch::Tensor& like, double low, double high) {
    return torch::rand({like.size(0), 1, 1, 1}, like.options()) * (high - low) + low;
}

/// 1 with the given chance, else 0, for each picture: [N, 1, 1, 1].
inline torch::Tensor chanceEach(const torch::Tensor& like, double chance) {
    return (torch::rand({like.size(0), 1, 1, 1}, like.options()) < chance).to(like.dtype());
}

/// 0, 1/(n-1), ... 1.
inline torch::Tensor ramp(std::int64_t n, const torch::TensorOptions& options) {
    return torch::linspace(0, 1, n, options);
}

/// One random number in low..high on the host.
inline double uniformNumber(double low, double high) {
    return torch::rand({1}).item<double>() * (high - low) + low;
}

}  // namespace sonomask::training
