#include "network/architecture.h"

#include <map>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"

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

void take(const nlohmann::json& json, const char* key, bool& value) {
    if (json.contains(key)) json.at(key).get_to(value);
}

int widthOr(int width, const nlohmann::json& json, const std::string& key) {
    if (!json.contains(key)) return width;
    return wholeNumberWithin(json.at(key), "the architecture's " + key, 1, 4096);
}

int strideOr(int stride, const nlohmann::json& json) {
    const auto value = json.value("output_stride", nlohmann::json(stride));
    if (value == 16 || value == 8) return value;
    throw ConfigError("the architecture's output_stride must be 16 or 8");
}

void takeRates(const nlohmann::json& json, std::array<int, 3>& rates) {
    if (!json.contains("aspp_rates")) return;
    const auto& values = json.at("aspp_rates");
    if (!values.is_array() || values.size() != rates.size())
        throw ConfigError("the architecture's aspp_rates must be three numbers");
    for (std::size_t i = 0; i < rates.size(); ++i)
        rates[i] = wholeNumberWithin(values[i], "each of the architecture's aspp_rates", 1, 64);
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
        read.output_stride = strideOr(read.output_stride, json);
        take(json, "separable", read.separable);
        takeRates(json, read.aspp_rates);
        read.aspp_channels = widthOr(read.aspp_channels, json, "aspp_channels");
        read.low_level_channels = widthOr(read.low_level_channels, json, "low_level_channels");
        read.decoder_channels = widthOr(read.decoder_channels, json, "decoder_channels");
        take(json, "presence_head", read.presence_head);
        architecture = read;
    } catch (const nlohmann::json::exception&) {
        throw ConfigError("the architecture holds a value of the wrong kind");
    }
}

}  // namespace sonomask::network
