#include "network/quantised_weights.h"

namespace sonomask::network {
namespace {

constexpr double kLargest = 127;

torch::Tensor alongChannels(const torch::Tensor& scales) {
    return scales.view({-1, 1, 1, 1});
}

}  // namespace

NamedTensors quantised(const NamedTensors& tensors) {
    NamedTensors stored;
    for (auto& [name, tensor] : storedAs(tensors, torch::kFloat32)) {
        if (tensor.dim() != 4) {
            stored.emplace_back(name, tensor);
            continue;
        }
        // A channel of zeros has no largest weight: any scale will do.
        const auto scales = tensor.abs().amax({1, 2, 3}).div(kLargest).clamp_min(1e-30);
        const auto integers = (tensor / alongChannels(scales)).round().to(torch::kInt8);
        stored.emplace_back(name, integers.contiguous());
        stored.emplace_back(name + kScaleSuffix, scales);
    }
    return stored;
}

torch::Tensor dequantised(const torch::Tensor& integers, const torch::Tensor& scales) {
    return integers.to(torch::kFloat32) * alongChannels(scales);
}

}  // namespace sonomask::network
