#pragma once

#include <vector>

#include "network/architecture.h"
#include "network/torch.h"

namespace sonomask::network {

/// What the decoder needs of a backbone.
struct Features {
    torch::Tensor low_level;   ///< [N, C4, H/4, W/4], after layer1
    torch::Tensor high_level;  ///< [N, C, H/stride, W/stride], after the last layer
};

/// ResNet (He et al. 2015, arXiv:1512.03385) without its classifier; parameter names are
/// torchvision's. Strides beyond the output stride become dilations (arXiv:1706.05587).
class ResNetImpl : public torch::nn::Module {
  public:
    ResNetImpl(Backbone backbone, bool ends_after_layer3, int output_stride,
               int input_channels = 1);

    /// `picture`: [N, input_channels, H, W], H and W multiples of the output stride.
    Features forward(const torch::Tensor& picture);

    int lowLevelChannels() const noexcept { return low_level_channels_; }
    int highLevelChannels() const noexcept { return high_level_channels_; }

  private:
    torch::nn::Sequential makeLayer(int width, int blocks, int stride);

    bool bottleneck_ = false;
    int output_stride_ = 16;
    int stride_so_far_ = 4;
    int channels_ = 64;
    int low_level_channels_ = 0;
    int high_level_channels_ = 0;
    torch::nn::Conv2d conv1_{nullptr};
    torch::nn::BatchNorm2d bn1_{nullptr};
    std::vector<torch::nn::Sequential> layers_;
};
TORCH_MODULE(ResNet);

}  // namespace sonomask::network
