#include "network/architecture.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sonomask::network {
namespace {

TEST(Architecture, SurvivesItsJson) {
    Architecture architecture;
    architecture.backbone = Backbone::ResNet18;
    architecture.ends_after_layer3 = false;
    architecture.output_stride = 8;
    architecture.separable = false;
    architecture.aspp_rates = {4, 8, 12};
    architecture.decoder_channels = 96;
    EXPECT_EQ(nlohmann::json(architecture).get<Architecture>(), architecture);
}

TEST(Architecture, KeepsDefaultsForMissingKeys) {
    EXPECT_EQ(nlohmann::json::object().get<Architecture>(), Architecture{});
}

TEST(Architecture, RefusesUnknownKeysBackbonesAndValues) {
    for (const char* text : {R"({"colour": 1})", R"({"backbone": "vgg"})",
                             R"({"output_stride": 4})", R"({"aspp_channels": 0})",
                             R"({"aspp_rates": [6, 12]})", R"({"aspp_rates": [6, 12, 18, 24]})",
                             R"({"aspp_rates": [6, 12, 18.5]})", R"({"aspp_channels": 16.7})",
                             R"({"output_stride": 16.5})", R"({"separable": "yes"})", "[]"}) {
        EXPECT_THROW(nlohmann::json::parse(text).get<Architecture>(), ConfigError) << text;
    }
}

}  // namespace
}  // namespace sonomask::network
