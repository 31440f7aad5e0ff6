#include <cmath>

#include "training/augmentation.h"
#include "training/random_tensors.h"

namespace sonomask::training {
namespace {

/// A smooth random curve along the depth, -1..1: [N, 1, H, 1].
torch::Tensor depthCurve(const torch::Tensor& pictures) {
    constexpr int kControlPoints = 4;
    const auto control =
        torch::rand({pictures.size(0), 1, kControlPoints, 1}, pictures.options()) * 2 - 1;
    const std::vector<std::int64_t> size{pictures.size(2), 1};
    return torch::upsample_bilinear2d(control, size, /*align_corners=*/true);
}

/// One dark stripe below a random point, as behind calcified tissue or bad contact; 0..1.
torch::Tensor shadowStripe(const torch::Tensor& pictures) {
    const auto x = ramp(pictures.size(3), pictures.options()).view({1, 1, 1, -1});
    const auto y = ramp(pictures.size(2), pictures.options()).view({1, 1, -1, 1});
    const auto centre = uniformEach(pictures, 0, 1);
    const auto width = uniformEach(pictures, 0.02, 0.12);
    const auto top = uniformEach(pictures, -0.2, 0.7);
    const auto across = torch::exp(-((x - centre) / width).square());
    return across * torch::sigmoid((y - top) / 0.04);
}

/// Gaussian blur with a standard deviation of its own for each picture ([N, 1, 1, 1], in pixels).
torch::Tensor blurred(const torch::Tensor& pictures, const torch::Tensor& sigma_px, double most) {
    const auto radius = static_cast<std::int64_t>(std::ceil(3 * most));
    const auto offset = torch::arange(-radius, radius + 1, pictures.options()).view({1, 1, 1, -1});
    auto kernel = torch::exp(-0.5 * (offset / sigma_px.clamp_min(1e-3)).square());
    kernel = kernel / kernel.sum(3, true);
    // One group a picture, so that each has its own kernel.
    const auto count = pictures.size(0);
    auto result = pictures.transpose(0, 1);
    result =
        torch::conv2d(result, kernel, torch::Tensor(), 1, at::IntArrayRef({0, radius}), 1, count);
    result = torch::conv2d(result, kernel.transpose(2, 3), torch::Tensor(), 1,
                           at::IntArrayRef({radius, 0}), 1, count);
    return result.transpose(0, 1);
}

/// Speckle of log-compressed pictures is additive; its grain is a few pixels, wider than deep.
torch::Tensor speckle(const torch::Tensor& pictures) {
    const auto white = torch::randn_like(pictures);
    const auto grain = torch::avg_pool2d(white, {3, 5}, 1, {1, 2});
    return grain * std::sqrt(15.0);
}

}  // namespace

void changeGreyValues(Batch& batch, const AugmentationConfig& config) {
    auto grey = batch.pictures;
    const auto inside = (grey > 0).to(grey.dtype());
    const auto exponent = torch::exp(uniformEach(grey, -config.gamma, config.gamma));
    const auto contrast = torch::exp(uniformEach(grey, -config.contrast, config.contrast));
    const auto brightness = uniformEach(grey, -config.brightness, config.brightness);
    grey = (torch::pow(grey.clamp_min(1e-4), exponent) - 0.5) * contrast + 0.5 + brightness;
    if (config.blur_px > 0)
        grey = blurred(grey, uniformEach(grey, 0, config.blur_px), config.blur_px);
    if (config.depth_gain > 0) grey = grey + config.depth_gain * depthCurve(grey);
    for (int i = 0; i < 2 && config.shadows > 0; ++i) {
        const auto depth =
            chanceEach(grey, config.shadows) * uniformEach(grey, 0, config.shadow_depth);
        grey = grey - depth * shadowStripe(grey);
    }
    if (config.speckle > 0) grey = grey + uniformEach(grey, 0, config.speckle) * speckle(grey);
    if (config.noise > 0)
        grey = grey + uniformEach(grey, 0, config.noise) * torch::randn_like(grey);
    batch.pictures = grey.clamp(0, 1) * inside;
}

}  // namespace sonomask::training
