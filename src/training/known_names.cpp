#include "training/known_names.h"

#include <algorithm>

#include "base/error.h"
#include "network/tensor_io.h"
#include "training/sampler.h"
#include "training/weights.h"

namespace sonomask::training {
namespace {

using Names = std::vector<std::string>;

Names parametersOf(const network::DeepLabV3Plus& net) {
    return net->named_parameters().keys();
}

Names tensorsOf(const network::DeepLabV3Plus& net) {
    Names names;
    for (const auto& [name, tensor] : network::stateOf(*net)) names.push_back(name);
    return names;
}

void requireLayers(const Names& prefixes, const Names& names, const std::string& key) {
    for (const auto& prefix : prefixes)
        if (std::none_of(names.begin(), names.end(),
                         [&](const std::string& name) { return name.starts_with(prefix); }))
            throw ConfigError(
                key + " names \"" + prefix + "\", with which no layer of this network begins", {},
                "docs/training.md lists the names of layers.");
}

void requireDatasets(const Names& datasets, const Config& config, const PackedSet& set,
                     const std::string& key) {
    for (const auto& dataset : datasets)
        if (rowsOf(set, config.data.train_split, {dataset}).empty())
            throw ConfigError(key + " names \"" + dataset + "\", of which the split \"" +
                                  config.data.train_split + "\" has no image",
                              {}, "Correct the name, or \"data.datasets\".");
}

/// A presence head does not learn in a stage; it is fitted at the end.
void requireSomethingLearns(const StageConfig& stage, const Names& parameters,
                            const std::string& place) {
    const bool learns =
        std::any_of(parameters.begin(), parameters.end(), [&](const std::string& name) {
            return !name.starts_with("presence.") && !startsWithAny(name, stage.frozen);
        });
    if (!learns)
        throw ConfigError("\"frozen\" of " + place + " leaves no layer that learns", {},
                          "Name fewer layers.");
}

}  // namespace

void requireKnownNames(const Config& config, const network::DeepLabV3Plus& net,
                       const PackedSet& set) {
    const auto parameters = parametersOf(net), tensors = tensorsOf(net);
    requireLayers(config.initial.layers, tensors, "\"initial.layers\" of the configuration");
    requireLayers(config.optimiser.frozen_statistics, modulesWithStatistics(net),
                  "\"optimiser.frozen_statistics\" of the configuration");
    for (std::size_t i = 0; i < config.stages.size(); ++i) {
        const auto& stage = config.stages[i];
        const auto place = "stage " + std::to_string(i + 1) + " of the configuration";
        requireDatasets(stage.datasets, config, set, "\"datasets\" of " + place);
        requireLayers(stage.frozen, parameters, "\"frozen\" of " + place);
        requireLayers(stage.reset, tensors, "\"reset\" of " + place);
        for (const auto& [prefix, factor] : stage.layer_rates)
            requireLayers({prefix}, parameters, "\"layer_rates\" of " + place);
        requireSomethingLearns(stage, parameters, place);
    }
}

}  // namespace sonomask::training
