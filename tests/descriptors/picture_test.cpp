#include "descriptors/picture.h"

#include <cmath>

#include <gtest/gtest.h>

#include "disc_picture.h"
#include "value_of.h"

namespace sonomask::descriptors {
namespace {

Features featuresIn(const cv::Mat& grey, const cv::Rect& region,
                    const std::vector<cv::Point2f>& contour) {
    return pictureFeatures(surroundingsOf(grey, region, contour), region, contour);
}

const cv::Rect kRegion(100, 50, 512, 384);
const auto kDisc = discAt({356, 146}, 50);

TEST(PictureFeatures, SayWhereTheMassLiesInTheRegion) {
    const auto all = featuresIn(pictureOf(kDisc, {700, 500}, 0), kRegion, kDisc);
    EXPECT_NEAR(valueOf(all, "picture_area"), std::log(CV_PI * 2500 / (512 * 384)), 0.02);
    EXPECT_NEAR(valueOf(all, "picture_width"), std::log(100.0 / 512), 0.03);
    EXPECT_NEAR(valueOf(all, "picture_height"), std::log(100.0 / 512), 0.03);
    EXPECT_NEAR(valueOf(all, "place_depth"), 0.25, 0.01);
    EXPECT_NEAR(valueOf(all, "place_top"), 46.0 / 384, 0.01);
    EXPECT_NEAR(valueOf(all, "place_bottom"), 146.0 / 384, 0.01);
    EXPECT_NEAR(valueOf(all, "place_off_middle"), 0, 0.005);
    EXPECT_NEAR(valueOf(all, "place_aspect"), std::log(384.0 / 512), 1e-9);
}

TEST(PictureFeatures, ASharpOutlineIsSteeperThanABlurredOne) {
    const auto steepness = [](double blur) {
        return valueOf(featuresIn(pictureOf(kDisc, {700, 500}, blur), kRegion, kDisc),
                       "picture_steepness_band_fine");
    };
    EXPECT_GT(steepness(0), 1.2 * steepness(6));
    EXPECT_GT(steepness(6), 1.2 * steepness(14));
}

TEST(PictureFeatures, DoNotDependOnTheFramesResolutionNorOnItsContrast) {
    const cv::Mat small = pictureOf(kDisc, {700, 500}, 3);
    const Enlarged larger = enlarged(small, kRegion, kDisc);
    const auto once = featuresIn(small, kRegion, kDisc);
    const auto twice = featuresIn(larger.grey, larger.region, larger.contour);
    ASSERT_EQ(once.size(), twice.size());
    for (std::size_t i = 0; i < once.size(); ++i)
        EXPECT_NEAR(once[i].value, twice[i].value, 0.03) << once[i].name;
}

TEST(PictureFeatures, AreFiniteForTheSmallestMassAndOneAtTheEdge) {
    for (const auto& contour : {discAt({356, 146}, 1.5), discAt({100, 50}, 30)})
        for (const Feature& feature :
             featuresIn(pictureOf(contour, {700, 500}, 0), kRegion, contour))
            EXPECT_TRUE(std::isfinite(feature.value)) << feature.name;
}

TEST(PictureFeatures, AreFiniteInAPictureWithoutContrast) {
    const cv::Mat black = cv::Mat::zeros(500, 700, CV_8UC1);
    for (const Feature& feature : featuresIn(black, kRegion, kDisc))
        EXPECT_TRUE(std::isfinite(feature.value)) << feature.name;
}

}  // namespace
}  // namespace sonomask::descriptors
