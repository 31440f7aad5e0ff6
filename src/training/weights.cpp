#include "training/weights.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "network/backbone_weights.h"
#include "network/model.h"
#include "network/tensor_io.h"

namespace sonomask::training {
namespace {

/// A layer4 that the ImageNet file lacks starts as the identity: its blocks add nothing at first.
void silenceLayer4(network::DeepLabV3Plus& net) {
    torch::NoGradGuard no_grad;
    for (auto& item : net->named_parameters()) {
        const auto& name = item.key();
        const bool last_norm = name.find(".bn3.weight") != std::string::npos ||
                               (name.find(".bn2.weight") != std::string::npos &&
                                (net->architecture().backbone == network::Backbone::ResNet18 ||
                                 net->architecture().backbone == network::Backbone::ResNet34));
        if (last_norm && name.rfind("backbone.layer4.", 0) == 0) item.value().zero_();
    }
}

}  // namespace

bool startsWithAny(const std::string& name, const std::vector<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& prefix) { return name.rfind(prefix, 0) == 0; });
}

void copyLayers(network::DeepLabV3Plus& target, const network::DeepLabV3Plus& source,
                const std::vector<std::string>& prefixes) {
    torch::NoGradGuard no_grad;
    const auto from = network::stateOf(*source);
    const std::map<std::string, torch::Tensor> known(from.begin(), from.end());
    for (auto& [name, tensor] : network::stateOf(*target))
        if (known.contains(name) && (prefixes.empty() || startsWithAny(name, prefixes)))
            tensor.copy_(known.at(name));
}

network::DeepLabV3Plus initialNet(const Config& config) {
    torch::manual_seed(config.seed);
    network::DeepLabV3Plus net(config.architecture);
    if (!config.initial.imagenet.empty()) {
        silenceLayer4(net);
        network::loadImageNetBackbone(net->backbone(), config.initial.imagenet);
    }
    if (!config.initial.checkpoint.empty()) {
        const auto model = network::loadModel(config.initial.checkpoint);
        auto outlines = model.header.architecture;
        outlines.presence_head = config.architecture.presence_head;  // fitted at the end
        if (!(outlines == config.architecture))
            throw ModelError("the checkpoint has another architecture than the configuration",
                             config.initial.checkpoint);
        copyLayers(net, model.net, config.initial.layers);
    }
    return net;
}

network::DeepLabV3Plus finishedNet(const Config& config, const network::DeepLabV3Plus& average) {
    const bool keeps = config.initial.kept_share > 0;
    auto joined = keeps ? initialNet(config) : network::DeepLabV3Plus(config.architecture);
    joined->to(average->parameters().front().device());
    makeChannelsLast(joined);
    averageWeights(joined, average, config.initial.kept_share);
    return joined;
}

void resetLayers(network::DeepLabV3Plus& net, const std::vector<std::string>& prefixes) {
    if (prefixes.empty()) return;
    copyLayers(net, network::DeepLabV3Plus(net->architecture()), prefixes);
}

void freezeParameters(network::DeepLabV3Plus& net, const std::vector<std::string>& prefixes) {
    for (auto& item : net->named_parameters()) {
        item.value().mutable_grad() = torch::Tensor();
        item.value().set_requires_grad(!startsWithAny(item.key(), prefixes));
    }
}

std::vector<std::string> modulesWithStatistics(const network::DeepLabV3Plus& net) {
    std::vector<std::string> names;
    for (const auto& item : net->named_modules())
        if (item.value()->as<torch::nn::BatchNorm2d>()) names.push_back(item.key() + ".");
    return names;
}

void setTrainingMode(network::DeepLabV3Plus& net,
                     const std::vector<std::string>& fixed_statistics) {
    net->train();
    for (const auto& item : net->named_modules())
        if (startsWithAny(item.key() + ".", fixed_statistics)) item.value()->eval();
}

void makeChannelsLast(network::DeepLabV3Plus& net) {
    for (auto& parameter : net->parameters())
        if (parameter.dim() == 4)
            parameter.set_data(parameter.data().contiguous(torch::MemoryFormat::ChannelsLast));
}

void averageWeights(network::DeepLabV3Plus& average, const network::DeepLabV3Plus& net,
                    double decay) {
    torch::NoGradGuard no_grad;
    auto to = network::stateOf(*average);
    const auto from = network::stateOf(*net);
    for (std::size_t i = 0; i < to.size(); ++i) to[i].second.lerp_(from[i].second, 1 - decay);
}

bool allFinite(const network::DeepLabV3Plus& net) {
    const auto state = network::stateOf(*net);
    return std::all_of(state.begin(), state.end(), [](const auto& item) {
        return at::isfinite(item.second).all().template item<bool>();
    });
}

double layerRate(const StageConfig& stage, const std::string& name) {
    double factor = 1;
    std::size_t longest = 0;
    for (const auto& [prefix, value] : stage.layer_rates) {
        if (name.rfind(prefix, 0) != 0 || prefix.size() < longest) continue;
        longest = prefix.size();
        factor = value;
    }
    return factor;
}

}  // namespace sonomask::training
