#include "training/losses.h"

#include <algorithm>
#include <cmath>

namespace sonomask::training {
namespace {

/// 1 within `radius` pixels of the outline, else 0.
torch::Tensor boundaryBand(const torch::Tensor& masks, int radius) {
    const int window = 2 * radius + 1;
    const auto grown = torch::max_pool2d(masks, window, 1, radius);
    const auto shrunk = 1 - torch::max_pool2d(1 - masks, window, 1, radius);
    return grown - shrunk;
}

torch::Tensor hasMass(const torch::Tensor& masks) {
    return masks.flatten(1).amax(1).to(torch::kFloat32);
}

}  // namespace

torch::Tensor crossEntropyLoss(const torch::Tensor& logits, const torch::Tensor& masks,
                               double boundary, int boundary_px) {
    torch::Tensor weight;
    if (boundary > 0 && boundary_px > 0) weight = 1 + boundary * boundaryBand(masks, boundary_px);
    return torch::binary_cross_entropy_with_logits(logits, masks, weight);
}

torch::Tensor tverskyLoss(const torch::Tensor& logits, const torch::Tensor& masks, double missed,
                          double found) {
    constexpr double kSmooth = 1;  // one pixel: keeps the quotient defined
    const auto probability = torch::sigmoid(logits).flatten(1);
    const auto truth = masks.flatten(1);
    const auto hit = (probability * truth).sum(1);
    const auto misses = truth.sum(1) - hit;
    const auto false_ones = probability.sum(1) - hit;
    const auto index = (hit + kSmooth) / (hit + missed * misses + found * false_ones + kSmooth);
    const auto present = hasMass(masks);
    return ((1 - index) * present).sum() / present.sum().clamp_min(1);
}

torch::Tensor presenceLoss(const torch::Tensor& logits, const torch::Tensor& masks, double share) {
    const auto flat = logits.flatten(1);
    const auto count = std::max<std::int64_t>(1, std::llround(share * double(flat.size(1))));
    const auto strongest = std::get<0>(flat.topk(count, 1, true, /*sorted=*/false)).mean(1);
    return torch::binary_cross_entropy_with_logits(strongest, hasMass(masks));
}

Losses lossesOf(const torch::Tensor& logits, const torch::Tensor& masks,
                const torch::Tensor& taught, const LossConfig& config) {
    const auto precise = logits.to(torch::kFloat32);
    Losses losses;
    losses.cross_entropy = crossEntropyLoss(precise, masks, config.boundary, config.boundary_px);
    losses.dice = tverskyLoss(precise, masks, 0.5, 0.5);
    losses.tversky = tverskyLoss(precise, masks, config.tversky_missed, 1 - config.tversky_missed);
    losses.presence = presenceLoss(precise, masks, config.presence_share);
    losses.distillation = taught.defined() ? crossEntropyLoss(precise, taught, 0, 0)
                                           : torch::zeros({}, precise.options());
    losses.total = config.cross_entropy * losses.cross_entropy + config.dice * losses.dice +
                   config.tversky * losses.tversky + config.presence * losses.presence +
                   config.distillation * losses.distillation;
    return losses;
}

}  // namespace sonomask::training
