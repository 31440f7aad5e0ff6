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

descriptors::Description described() {
    descriptors::Description description;
    descriptors::Term shape;
    shape.category = "shape";
    shape.value = "oval";
    shape.confidence = 0.81234567;
    shape.alternatives = {{"oval", 0.8}, {"round", 0.2}};
    shape.evidence = {{"aspect", 0.6, 1.5}};
    description.terms = {shape};
    description.features = {{"hu_1", 0.17}, {"hu_7", -1.23456789e-10}};
    description.evidence.margin = {{{10, 20}, {9, 20}, {11, 20}, 30, 0.5}};
    return description;
}

TEST(DescriptionJson, HoldsBothTheComputedAndTheReadersWord) {
    const auto json =
        descriptionJson(described(), {{"shape", "round"}, {"margin", "circumscribed"}});
    EXPECT_EQ(json.at("terms").at("shape").at("value"), "oval");
    EXPECT_EQ(json.at("terms").at("shape").at("confidence"), 0.8123);
    EXPECT_EQ(json.at("terms").at("shape").at("overruled"), "round");
    EXPECT_EQ(json.at("terms").at("margin").at("overruled"), "circumscribed");
    EXPECT_EQ(json.at("evidence").at("margin").at(0), nlohmann::json({10.0, 20.0, 0.5}));
    EXPECT_EQ(json.at("features").at("hu_1"), 0.17);
    EXPECT_EQ(json.at("features").at("hu_7"), -1.23457e-10);
    EXPECT_FALSE(json.contains("second_opinion"));
}

TEST(DescriptionJson, SaysNothingOfAMassThatWasNotDescribed) {
    EXPECT_TRUE(descriptionJson({}, {}).empty());
}

}  // namespace
}  // namespace sonomask::report
