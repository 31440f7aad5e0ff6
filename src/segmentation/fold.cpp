#include "segmentation/fold.h"

#include <string>

#include "base/error.h"
#include "network/conv_bn.h"

namespace sonomask::segmentation {
namespace {

namespace nn = torch::nn;

/// "….conv2" for "….bn2", "….0" for "….1", "….conv" for "….norm".
std::string convolutionBefore(const std::string& norm) {
    const auto dot = norm.rfind('.');
    const std::string parent = dot == std::string::npos ? "" : norm.substr(0, dot + 1);
    const std::string own = norm.substr(parent.size());
    if (own.starts_with("bn")) return parent + "conv" + own.substr(2);
    if (own == "1") return parent + "0";
    return parent + "conv";
}

void fold(nn::Conv2dImpl& convolution, const nn::BatchNorm2dImpl& norm) {
    const auto folded = network::foldedWeights(convolution, norm);
    convolution.weight.set_data(folded.weight);
    convolution.bias = folded.bias.detach();
}

}  // namespace

void foldBatchNorms(network::DeepLabV3Plus& net) {
    const torch::NoGradGuard no_grad;
    const auto modules = net->named_modules();
    for (const auto& item : modules) {
        const auto* norm = item.value()->as<nn::BatchNorm2dImpl>();
        if (!norm) continue;
        const auto* found = modules.find(convolutionBefore(item.key()));
        auto* convolution = found ? (*found)->as<nn::Conv2dImpl>() : nullptr;
        if (!convolution)
            throw ModelError("the network has a batch norm without a convolution: " + item.key());
        fold(*convolution, *norm);
    }
}

void moveFolded(network::DeepLabV3Plus& net, torch::Device device, torch::ScalarType type) {
    const torch::NoGradGuard no_grad;
    for (auto& parameter : net->parameters()) {
        auto moved = parameter.detach().to(device, type);
        if (moved.dim() == 4) moved = moved.contiguous(torch::MemoryFormat::ChannelsLast);
        parameter.set_requires_grad(false);
        parameter.set_data(moved);
    }
    // Biases of folded convolutions are no registered parameters.
    for (const auto& module : net->modules())
        if (auto* layer = module->as<nn::Conv2dImpl>(); layer && layer->bias.defined())
            layer->bias = layer->bias.detach().to(device, type);
}

}  // namespace sonomask::segmentation
