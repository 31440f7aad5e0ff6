#include "network/resnet.h"

#include <array>
#include <string>

#include "network/conv_bn.h"

namespace sonomask::network {
namespace {

namespace nn = torch::nn;

struct BlockShape {
    int in;
    int width;
    int stride;
    int dilation;
};

std::array<int, 4> blocksOf(Backbone backbone) {
    switch (backbone) {
        case Backbone::ResNet18:
            return {2, 2, 2, 2};
        case Backbone::ResNet34:
            return {3, 4, 6, 3};
        case Backbone::ResNet50:
            return {3, 4, 6, 3};
        case Backbone::ResNet101:
            return {3, 4, 23, 3};
    }
    return {};
}

bool hasBottlenecks(Backbone backbone) {
    return backbone == Backbone::ResNet50 || backbone == Backbone::ResNet101;
}

/// The shortcut of a block: a 1×1 convolution where the shape changes, otherwise the input itself.
class Block : public nn::Module {
  public:
    virtual torch::Tensor forward(const torch::Tensor& input) = 0;

  protected:
    void makeShortcut(int in, int out, int stride) {
        if (in == out && stride == 1) return;
        shortcut_conv_ = nn::Conv2d(convolution(in, out, 1, stride));
        shortcut_norm_ = nn::BatchNorm2d(out);
        register_module("downsample", nn::Sequential(shortcut_conv_, shortcut_norm_));
    }
    torch::Tensor shortcut(const torch::Tensor& input) {
        return shortcut_conv_ ? convBn(shortcut_conv_, shortcut_norm_, input) : input;
    }

  private:
    nn::Conv2d shortcut_conv_{nullptr};
    nn::BatchNorm2d shortcut_norm_{nullptr};
};

class BasicBlock : public Block {
  public:
    explicit BasicBlock(const BlockShape& shape) {
        conv1_ = register_module("conv1", nn::Conv2d(convolution(shape.in, shape.width, 3,
                                                                 shape.stride, shape.dilation)));
        bn1_ = register_module("bn1", nn::BatchNorm2d(shape.width));
        conv2_ = register_module(
            "conv2", nn::Conv2d(convolution(shape.width, shape.width, 3, 1, shape.dilation)));
        bn2_ = register_module("bn2", nn::BatchNorm2d(shape.width));
        makeShortcut(shape.in, shape.width, shape.stride);
    }
    torch::Tensor forward(const torch::Tensor& input) override {
        const auto inner = convBn(conv1_, bn1_, input).relu_();
        return convBn(conv2_, bn2_, inner).add_(shortcut(input)).relu_();
    }

  private:
    nn::Conv2d conv1_{nullptr}, conv2_{nullptr};
    nn::BatchNorm2d bn1_{nullptr}, bn2_{nullptr};
};

class Bottleneck : public Block {
  public:
    explicit Bottleneck(const BlockShape& shape) {
        const int out = 4 * shape.width;
        conv1_ = register_module("conv1", nn::Conv2d(convolution(shape.in, shape.width, 1)));
        bn1_ = register_module("bn1", nn::BatchNorm2d(shape.width));
        // torchvision strides in the 3×3 convolution (ResNet v1.5), as its weights expect.
        conv2_ = register_module("conv2", nn::Conv2d(convolution(shape.width, shape.width, 3,
                                                                 shape.stride, shape.dilation)));
        bn2_ = register_module("bn2", nn::BatchNorm2d(shape.width));
        conv3_ = register_module("conv3", nn::Conv2d(convolution(shape.width, out, 1)));
        bn3_ = register_module("bn3", nn::BatchNorm2d(out));
        makeShortcut(shape.in, out, shape.stride);
    }
    torch::Tensor forward(const torch::Tensor& input) override {
        auto inner = convBn(conv1_, bn1_, input).relu_();
        inner = convBn(conv2_, bn2_, inner).relu_();
        return convBn(conv3_, bn3_, inner).add_(shortcut(input)).relu_();
    }

  private:
    nn::Conv2d conv1_{nullptr}, conv2_{nullptr}, conv3_{nullptr};
    nn::BatchNorm2d bn1_{nullptr}, bn2_{nullptr}, bn3_{nullptr};
};

}  // namespace

ResNetImpl::ResNetImpl(Backbone backbone, bool ends_after_layer3, int output_stride,
                       int input_channels)
    : bottleneck_(hasBottlenecks(backbone)), output_stride_(output_stride) {
    conv1_ = register_module("conv1", nn::Conv2d(convolution(input_channels, 64, 7, 2)));
    bn1_ = register_module("bn1", nn::BatchNorm2d(64));
    const auto blocks = blocksOf(backbone);
    const int layers = ends_after_layer3 ? 3 : 4;
    for (int i = 0; i < layers; ++i) {
        layers_.push_back(register_module("layer" + std::to_string(i + 1),
                                          makeLayer(64 << i, blocks[i], i == 0 ? 1 : 2)));
        if (i == 0) low_level_channels_ = channels_;
    }
    high_level_channels_ = channels_;
}

nn::Sequential ResNetImpl::makeLayer(int width, int blocks, int stride) {
    const int dilation_before = std::max(1, stride_so_far_ / output_stride_);
    stride_so_far_ *= stride;
    const int dilation = std::max(1, stride_so_far_ / output_stride_);
    if (dilation > 1) stride = 1;
    nn::Sequential layer;
    for (int i = 0; i < blocks; ++i) {
        const BlockShape shape{channels_, width, i == 0 ? stride : 1,
                               i == 0 ? dilation_before : dilation};
        if (bottleneck_)
            layer->push_back(std::make_shared<Bottleneck>(shape));
        else
            layer->push_back(std::make_shared<BasicBlock>(shape));
        channels_ = bottleneck_ ? 4 * width : width;
    }
    return layer;
}

Features ResNetImpl::forward(const torch::Tensor& picture) {
    auto x = convBn(conv1_, bn1_, picture).relu_();
    x = torch::max_pool2d(x, 3, 2, 1);
    Features features;
    features.low_level = layers_.front()->forward(x);
    x = features.low_level;
    for (std::size_t i = 1; i < layers_.size(); ++i) x = layers_[i]->forward(x);
    features.high_level = x;
    return features;
}

}  // namespace sonomask::network
