#include "export/findings_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace sonomask::report {
namespace {

segmentation::Lesion triangle() {
    segmentation::Lesion lesion;
    lesion.contour_in_frame = {{10, 10}, {40.25F, 10}, {10, 50}};
    lesion.bounds_in_frame = {10, 10, 31, 41};
    lesion.score = 0.75;
    return lesion;
}

TEST(LesionJson, CarriesOutlineScoreAndMeasuresWithTheirUnit) {
    const segmentation::Lesion lesion = triangle();
    Calibration calibration;
    calibration.user_spacing = PixelSpacing{0.1, 0.1};
    const auto json =
        lesionJson(lesion, descriptors::measure(lesion.contour_in_frame, calibration));
    EXPECT_DOUBLE_EQ(json.at("score"), 0.75);
    EXPECT_EQ(json.at("bounds"), nlohmann::json({10, 10, 31, 41}));
    EXPECT_EQ(json.at("contour").size(), 3U);
    EXPECT_DOUBLE_EQ(json.at("contour")[1][0], 40.25);
    EXPECT_EQ(json.at("measures").at("unit"), "mm");
    EXPECT_NEAR(json.at("measures").at("area"), 0.5 * 3.025 * 4, 1e-4);
    EXPECT_NEAR(json.at("measures").at("longest_axis").at("length"), 5.0151, 1e-3);
    EXPECT_EQ(json.at("scale").at("source"), "user");
    EXPECT_EQ(json.at("scale").at("spacing_mm"), nlohmann::json({0.1, 0.1}));
}

TEST(LesionJson, SaysWhyThereAreNoMillimetres) {
    const segmentation::Lesion lesion = triangle();
    const auto json = lesionJson(lesion, descriptors::measure(lesion.contour_in_frame, {}));
    EXPECT_EQ(json.at("measures").at("unit"), "px");
    EXPECT_TRUE(json.at("scale").at("spacing_mm").is_null());
    EXPECT_TRUE(json.at("scale").at("region").is_null());
    EXPECT_FALSE(json.at("scale").at("note").get<std::string>().empty());
}

}  // namespace
}  // namespace sonomask::report
