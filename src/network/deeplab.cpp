#include "network/deeplab.h"

#include <string>

namespace sonomask::network {
namespace {

namespace nn = torch::nn;

// Masses fill about a tenth of a picture: starting there spares the first steps a wild bias.
constexpr double kInitialLogit = -2.0;

torch::Tensor resizedTo(const torch::Tensor& map, at::IntArrayRef size) {
    return torch::upsample_bilinear2d(map, size, /*align_corners=*/false);
}

}  // namespace

AsppImpl::AsppImpl(int in, const Architecture& architecture) {
    const int out = architecture.aspp_channels;
    const int factor = 16 / architecture.output_stride;
    branches_.push_back(register_module("branch0", ConvBlock(in, out, 1, 1, false)));
    for (const int rate : architecture.aspp_rates) {
        branches_.push_back(
            register_module("branch" + std::to_string(branches_.size()),
                            ConvBlock(in, out, 3, rate * factor, architecture.separable)));
    }
    pooled_ = register_module("pooled", ConvBlock(in, out, 1, 1, false));
    const int joined = out * static_cast<int>(branches_.size() + 1);
    project_ = register_module("project", ConvBlock(joined, out, 1, 1, false));
}

torch::Tensor AsppImpl::forward(const torch::Tensor& features) {
    std::vector<torch::Tensor> maps;
    for (auto& branch : branches_) maps.push_back(branch(features));
    const auto pooled = pooled_(features.mean({2, 3}, /*keepdim=*/true));
    maps.push_back(pooled.expand_as(maps.front()));
    return project_(torch::cat(maps, 1));
}

DecoderImpl::DecoderImpl(int low_level_in, const Architecture& architecture) {
    const int reduced = architecture.low_level_channels;
    const int width = architecture.decoder_channels;
    const bool separable = architecture.separable;
    reduce_ = register_module("reduce", ConvBlock(low_level_in, reduced, 1, 1, false));
    fuse1_ = register_module(
        "fuse1", ConvBlock(reduced + architecture.aspp_channels, width, 3, 1, separable));
    fuse2_ = register_module("fuse2", ConvBlock(width, width, 3, 1, separable));
    classifier_ = register_module("classifier", nn::Conv2d(nn::Conv2dOptions(width, 1, 1)));
    torch::NoGradGuard no_grad;
    classifier_->bias.fill_(kInitialLogit);
}

torch::Tensor DecoderImpl::forward(const torch::Tensor& low_level, const torch::Tensor& pyramid) {
    const auto reduced = reduce_(low_level);
    const auto joined = torch::cat({reduced, resizedTo(pyramid, reduced.sizes().slice(2))}, 1);
    return classifier_(fuse2_(fuse1_(joined)));
}

PresenceImpl::PresenceImpl(int backbone_channels, int pyramid_channels) {
    classifier_ = register_module(
        "classifier", nn::Linear(backbone_channels + 2 * std::int64_t(pyramid_channels), 1));
    const torch::NoGradGuard no_grad;
    for (auto& parameter : parameters()) parameter.zero_();
}

void PresenceImpl::sayAlways() {
    set(torch::zeros_like(classifier_->weight), torch::ones_like(classifier_->bias));
}

torch::Tensor PresenceImpl::inputs(const torch::Tensor& features, const torch::Tensor& pyramid) {
    return torch::cat({pyramid.amax({2, 3}), pyramid.mean({2, 3}), features.mean({2, 3})}, 1);
}

void PresenceImpl::set(const torch::Tensor& weight, const torch::Tensor& bias) {
    const torch::NoGradGuard no_grad;
    classifier_->weight.copy_(weight);
    classifier_->bias.copy_(bias);
}

DeepLabV3PlusImpl::DeepLabV3PlusImpl(const Architecture& architecture)
    : architecture_(architecture) {
    backbone_ = register_module(
        "backbone",
        ResNet(architecture.backbone, architecture.ends_after_layer3, architecture.output_stride));
    aspp_ = register_module("aspp", Aspp(backbone_->highLevelChannels(), architecture));
    decoder_ = register_module("decoder", Decoder(backbone_->lowLevelChannels(), architecture));
    if (architecture.presence_head)
        presence_ = register_module(
            "presence", Presence(backbone_->highLevelChannels(), architecture.aspp_channels));
}

torch::Tensor DeepLabV3PlusImpl::logitsAtStride4(const torch::Tensor& picture) {
    const auto features = backbone_(picture);
    const auto pyramid = aspp_(features.high_level);
    const auto logits = decoder_(features.low_level, pyramid);
    if (!presence_ || is_training()) return logits;
    const auto present = presence_(Presence::Impl::inputs(features.high_level, pyramid));
    return logits - kAbsenceWeight * torch::relu(-present).reshape({-1, 1, 1, 1});
}

torch::Tensor DeepLabV3PlusImpl::presenceInputs(const torch::Tensor& picture) {
    const auto features = backbone_(picture).high_level;
    return Presence::Impl::inputs(features, aspp_(features));
}

torch::Tensor DeepLabV3PlusImpl::forward(const torch::Tensor& picture) {
    return resizedTo(logitsAtStride4(picture), picture.sizes().slice(2));
}

}  // namespace sonomask::network
