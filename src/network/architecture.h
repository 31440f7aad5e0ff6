#pragma once

#include <array>
#include <cstdint>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace sonomask::network {

enum class Backbone { ResNet18, ResNet34, ResNet50, ResNet101 };

/// Which DeepLabv3+ a model is (Chen et al. 2018, arXiv:1802.02611); it travels inside the
/// checkpoint.
struct Architecture {
    Backbone backbone = Backbone::ResNet50;
    bool ends_after_layer3 = true;  ///< leave layer4 out: a third of the weights
    int output_stride = 16;         ///< of the backbone's last layer: 16 or 8
    bool separable = true;          ///< depthwise separable instead of dense 3×3 convolutions
    /// Dilations of the pyramid's 3×3 branches at output stride 16; doubled at stride 8.
    std::array<int, 3> aspp_rates{6, 12, 18};
    int aspp_channels = 256;
    int low_level_channels = 48;  ///< what the stride-4 features are reduced to
    int decoder_channels = 256;
    bool presence_head = false;  ///< also asks whether there is a mass at all (deeplab.h)

    friend bool operator==(const Architecture&, const Architecture&) = default;
};

/// "resnet50" and so on.
std::string nameOf(Backbone backbone);

/// Every key present; the backbone as a lower-case word.
void to_json(nlohmann::json& json, const Architecture& architecture);
/// Missing keys keep their defaults. Throws `ConfigError` for unknown keys or values out of range.
void from_json(const nlohmann::json& json, Architecture& architecture);

}  // namespace sonomask::network
