#include "preprocess/settings.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sonomask::preprocess {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

std::string refusalOf(const json& source) {
    try {
        source.get<Settings>();
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(PreprocessSettings, SurviveTheRoundTripThroughJson) {
    Settings settings;
    settings.size = 384;
    settings.crop = Crop::None;
    settings.equalisation = Equalisation::Clahe;
    settings.denoising = Denoising::KNearest;
    settings.k_nearest_count = 13;
    settings.deviations = 2.5;
    EXPECT_EQ(json(settings).get<Settings>(), settings);
}

TEST(PreprocessSettings, MissingKeysKeepTheirDefaults) {
    EXPECT_EQ(json::object().get<Settings>(), Settings{});
    EXPECT_EQ(json({{"size", 256}}).get<Settings>().size, 256);
}

TEST(PreprocessSettings, WordsAreTheOnesDocumented) {
    const json written = Settings{};
    EXPECT_EQ(written["crop"], "ultrasound-region");
    EXPECT_EQ(written["equalisation"], "none");
    EXPECT_EQ(written["denoising"], "gaussian");
}

TEST(PreprocessSettings, RefuseUnknownKeysAndWords) {
    EXPECT_THAT(refusalOf({{"sise", 256}}), HasSubstr("\"sise\""));
    EXPECT_THAT(refusalOf({{"denoising", "median"}}), HasSubstr("median"));
    EXPECT_THAT(refusalOf({{"crop", 3}}), HasSubstr("crop"));
}

TEST(PreprocessSettings, RefuseWrongKinds) {
    EXPECT_NE(refusalOf({{"size", "large"}}), "accepted");
    EXPECT_NE(refusalOf({{"size", 256.5}}), "accepted");
    EXPECT_NE(refusalOf({{"deviations", nullptr}}), "accepted");
    EXPECT_NE(refusalOf(json::array()), "accepted");
    EXPECT_NE(refusalOf("text"), "accepted");
}

TEST(PreprocessSettings, RefuseValuesOutOfRange) {
    for (const json& wrong :
         {json{{"size", 0}}, json{{"size", 500}}, json{{"size", 1 << 20}}, json{{"size", -512}},
          json{{"deviations", 0}}, json{{"gaussian_sigma", -1}}, json{{"clahe_clip_limit", 0}},
          json{{"clahe_tiles", 0}}, json{{"k_nearest_radius", 0}}, json{{"k_nearest_count", 0}},
          json{{"gaussian_sigma", 1e9}}, json{{"k_nearest_radius", 100000}},
          json{{"clahe_tiles", 100000}}, json{{"size", 4294967808LL}}})
        EXPECT_NE(refusalOf(wrong), "accepted") << wrong;
}

}  // namespace
}  // namespace sonomask::preprocess
