#include "network/conv_bn.h"

namespace sonomask::network {

namespace nn = torch::nn;

FoldedWeights foldedWeights(const nn::Conv2dImpl& convolution, const nn::BatchNorm2dImpl& norm) {
    const auto factor = norm.weight * torch::rsqrt(norm.running_var + norm.options.eps());
    return {convolution.weight * factor.view({-1, 1, 1, 1}),
            norm.bias - norm.running_mean * factor};
}

torch::Tensor convBn(nn::Conv2d& convolution, nn::BatchNorm2d& norm, const torch::Tensor& input) {
    if (convolution->bias.defined()) return convolution(input);  // an engine has folded it for good
    if (norm->is_training()) return norm(convolution(input));
    const auto folded = foldedWeights(*convolution, *norm);
    const auto& options = convolution->options;
    // A picture-sized padding, as `convolution` below gives it.
    const auto padding = (*options.dilation())[0] * ((*options.kernel_size())[0] / 2);
    return torch::conv2d(input, folded.weight, folded.bias, options.stride(), padding,
                         options.dilation(), options.groups());
}

nn::Conv2dOptions convolution(int in, int out, int kernel, int stride, int dilation) {
    return nn::Conv2dOptions(in, out, kernel)
        .stride(stride)
        .padding(dilation * (kernel / 2))
        .dilation(dilation)
        .bias(false);
}

ConvBlockImpl::ConvBlockImpl(int in, int out, int kernel, int dilation, bool separable) {
    if (separable) {
        depthwise_ = register_module(
            "depthwise", nn::Conv2d(convolution(in, in, kernel, 1, dilation).groups(in)));
        kernel = dilation = 1;
    }
    conv_ = register_module("conv", nn::Conv2d(convolution(in, out, kernel, 1, dilation)));
    norm_ = register_module("norm", nn::BatchNorm2d(out));
}

torch::Tensor ConvBlockImpl::forward(const torch::Tensor& input) {
    return convBn(conv_, norm_, depthwise_ ? depthwise_(input) : input).relu_();
}

}  // namespace sonomask::network
