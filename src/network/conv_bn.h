#pragma once

#include "network/torch.h"

namespace sonomask::network {

/// Weights of a convolution without bias that does what it and the batch norm behind it do with
/// frozen statistics.
struct FoldedWeights {
    torch::Tensor weight;  ///< [out, in / groups, height, width]
    torch::Tensor bias;    ///< [out]
};
FoldedWeights foldedWeights(const torch::nn::Conv2dImpl& convolution,
                            const torch::nn::BatchNorm2dImpl& norm);

/// A convolution without bias and the batch norm behind it, under the two names a parent gives
/// them.
///
/// While the norm's statistics are frozen (its module is in evaluation mode) the norm is folded
/// into the convolution's weights for the call: same values, gradients included, but the picture
/// is read and written once instead of twice.
torch::Tensor convBn(torch::nn::Conv2d& convolution, torch::nn::BatchNorm2d& norm,
                     const torch::Tensor& input);

/// The options of a convolution without bias that keeps the size (times 1 / stride).
torch::nn::Conv2dOptions convolution(int in, int out, int kernel, int stride = 1, int dilation = 1);

/// 3×3 convolution, batch norm, ReLU; with `separable` a depthwise 3×3 and then a 1×1 convolution
/// (arXiv:1802.02611, section 3.1). Keeps height and width.
class ConvBlockImpl : public torch::nn::Module {
  public:
    ConvBlockImpl(int in, int out, int kernel, int dilation, bool separable);
    torch::Tensor forward(const torch::Tensor& input);

  private:
    torch::nn::Conv2d depthwise_{nullptr};
    torch::nn::Conv2d conv_{nullptr};
    torch::nn::BatchNorm2d norm_{nullptr};
};
TORCH_MODULE(ConvBlock);

}  // namespace sonomask::network
