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

/// DeepLabv3+ for one class: grey picture in, logit of "mass" out.
class DeepLabV3PlusImpl : public torch::nn::Module {
  public:
    explicit DeepLabV3PlusImpl(const Architecture& architecture);

    /// `picture`: [N, 1, H, W], H and W multiples of 16, grey in 0..1 as `preprocess` makes it.
    /// Returns logits [N, 1, H, W].
    torch::Tensor forward(const torch::Tensor& picture);
    /// The same at stride 4, [N, 1, H/4, W/4]: where an engine may threshold cheaply.
    torch::Tensor logitsAtStride4(const torch::Tensor& picture);

    const Architecture& architecture() const noexcept { return architecture_; }
    ResNet& backbone() noexcept { return backbone_; }

  private:
    Architecture architecture_;
    ResNet backbone_{nullptr};
    Aspp aspp_{nullptr};
    Decoder decoder_{nullptr};
};
TORCH_MODULE(DeepLabV3Plus);

}  // namespace sonomask::network
