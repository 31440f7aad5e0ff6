#pragma once

#include "network/architecture.h"
#include "network/conv_bn.h"
#include "network/resnet.h"
#include "network/torch.h"

namespace sonomask::network {

/// Atrous spatial pyramid pooling: a 1×1 branch, three dilated 3×3 branches and image pooling,
/// joined by a 1×1 convolution (arXiv:1706.05587, section 3.3).
class AsppImpl : public torch::nn::Module {
  public:
    AsppImpl(int in, const Architecture& architecture);
    torch::Tensor forward(const torch::Tensor& features);

  private:
    std::vector<ConvBlock> branches_;
    ConvBlock pooled_{nullptr};
    ConvBlock project_{nullptr};
};
TORCH_MODULE(Aspp);

/// Joins the pyramid with the stride-4 features and ends in one logit a pixel at stride 4.
class DecoderImpl : public torch::nn::Module {
  public:
    DecoderImpl(int low_level_in, const Architecture& architecture);
    torch::Tensor forward(const torch::Tensor& low_level, const torch::Tensor& pyramid);

  private:
    ConvBlock reduce_{nullptr};
    ConvBlock fuse1_{nullptr};
    ConvBlock fuse2_{nullptr};
    torch::nn::Conv2d classifier_{nullptr};
};
TORCH_MODULE(Decoder);

/// Whether a picture shows a mass at all: a logistic regression on what backbone and pyramid found
/// in the whole of it. An outline is judged pixel by pixel and knows shadows and fat lobules from
/// masses badly; the picture as a whole says more.
class PresenceImpl : public torch::nn::Module {
  public:
    PresenceImpl(int backbone_channels, int pyramid_channels);
    /// [N, inputs]: the pyramid's highest values, its means, the backbone's means.
    static torch::Tensor inputs(const torch::Tensor& features, const torch::Tensor& pyramid);
    /// [N, inputs] to logits of "there is a mass", [N, 1].
    torch::Tensor forward(const torch::Tensor& inputs) { return classifier_(inputs); }
    /// Weights [1, inputs] and bias [1]; zeros until they are fitted.
    void set(const torch::Tensor& weight, const torch::Tensor& bias);
    /// "There is one", whatever the picture.
    void sayAlways();

  private:
    torch::nn::Linear classifier_{nullptr};
};
TORCH_MODULE(Presence);

/// Where the presence head says "no mass", its log-odds times this are taken off every pixel's:
/// high, so that a mass is there or not and its outline hardly shrinks in between.
inline constexpr double kAbsenceWeight = 8;

/// DeepLabv3+ for one class: grey picture in, logit of "mass" out. A presence head counts in
/// evaluation mode only: what learns are the outlines, and the head is fitted to what they come to.
class DeepLabV3PlusImpl : public torch::nn::Module {
  public:
    explicit DeepLabV3PlusImpl(const Architecture& architecture);

    /// `picture`: [N, 1, H, W], H and W multiples of 16, grey in 0..1 as `preprocess` makes it.
    /// Returns logits [N, 1, H, W].
    torch::Tensor forward(const torch::Tensor& picture);
    /// The same at stride 4, [N, 1, H/4, W/4]: where an engine may threshold cheaply.
    torch::Tensor logitsAtStride4(const torch::Tensor& picture);

    /// What the presence head looks at, [N, inputs].
    torch::Tensor presenceInputs(const torch::Tensor& picture);

    const Architecture& architecture() const noexcept { return architecture_; }
    ResNet& backbone() noexcept { return backbone_; }
    /// Empty without such a head.
    Presence& presence() noexcept { return presence_; }

  private:
    Architecture architecture_;
    ResNet backbone_{nullptr};
    Aspp aspp_{nullptr};
    Decoder decoder_{nullptr};
    Presence presence_{nullptr};
};
TORCH_MODULE(DeepLabV3Plus);

}  // namespace sonomask::network
