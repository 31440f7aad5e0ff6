#include "network/architecture.h"

#include <map>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sonomask::network {
namespace {

const std::map<std::string, Backbone> kBackbones = {{"resnet18", Backbone::ResNet18},
                                                    {"resnet34", Backbone::ResNet34},
                                                    {"resnet50", Backbone::ResNet50},
                                                    {"resnet101", Backbone::ResNet101}};

Backbone backboneOf(const std::string& name) {
    const auto found = kBackbones.find(name);
    if (found == kBackbones.end()) {
        throw ConfigError("the backbone \"" + name + "\" is not known", {},
                          "Use resnet18, resnet34, resnet50 or resnet101.");
    }
    return found->second;
}

void requireRange(const char* key, int value, int low, int high) {
    if (value >= low && value <= high) return;
    throw ConfigError(std::string("the architecture's ") + key + " is " + std::to_string(value) +
                      ", not within " + std::to_string(low) + ".." + std::to_string(high));
}

void check(const Architecture& architecture) {
    if (architecture.output_stride != 16 && architecture.output_stride != 8)
        throw ConfigError("the architecture's output_stride must be 16 or 8");
    for (const int rate : architecture.aspp_rates) requireRange("aspp_rates", rate, 1, 64);
    requireRange("aspp_channels", architecture.aspp_channels, 1, 4096);
    requireRange("low_level_channels", architecture.low_level_channels, 1, 4096);
    requireRange("decoder_channels", architecture.decoder_channels, 1, 4096);
}

template <typename T>
void take(const nlohmann::json& json, const char* key, T& value) {
    if (json.contains(key)) json.at(key).get_to(value);
}

}  // namespace

std::string nameOf(Backbone backbone) {
    for (const auto& [name, value] : kBackbones)
        if (value == backbone) return name;
    throw ConfigError("a backbone without a name");
}

void to_json(nlohmann::json& json, const Architecture& architecture) {
    json = {{"backbone", nameOf(architecture.backbone)},
            {"ends_after_layer3", architecture.ends_after_layer3},
            {"output_stride", architecture.output_stride},
            {"separable", architecture.separable},
            {"aspp_rates", architecture.aspp_rates},
            {"aspp_channels", architecture.aspp_channels},
            {"low_level_channels", architecture.low_level_channels},
            {"decoder_channels", architecture.decoder_channels},
            {"presence_head", architecture.presence_head}};
}

void from_json(const nlohmann::json& json, Architecture& architecture) {
    if (!json.is_object()) throw ConfigError("the architecture is not an object");
    const nlohmann::json known = Architecture{};
    try {
        for (const auto& [key, value] : json.items())
            if (!known.contains(key))
                throw ConfigError("the architecture has the unknown key \"" + key + "\"");
        Architecture read;
        if (json.contains("backbone"))
            read.backbone = backboneOf(json.at("backbone").get<std::string>());
        take(json, "ends_after_layer3", read.ends_after_layer3);
        take(json, "output_stride", read.output_stride);
        take(json, "separable", read.separable);
        take(json, "aspp_rates", read.aspp_rates);
        take(json, "aspp_channels", read.aspp_channels);
        take(json, "low_level_channels", read.low_level_channels);
        take(json, "decoder_channels", read.decoder_channels);
        take(json, "presence_head", read.presence_head);
        check(read);
        architecture = read;
    } catch (const nlohmann::json::exception&) {
        throw ConfigError("the architecture holds a value of the wrong kind");
    }
}

}  // namespace sonomask::network
