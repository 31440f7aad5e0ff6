#include "descriptors/picture.h"

#include <cmath>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "shapes.h"
#include "value_of.h"

namespace sonomask::descriptors {
namespace {

std::vector<cv::Point2f> discAt(const cv::Point2d& middle, double radius) {
    const Points points = flower(middle, radius, 0, 0, 1);
    return {points.begin(), points.end()};
}

/// Even tissue with a dark disc, its edge smoothed by `blur`.
cv::Mat pictureOf(const std::vector<cv::Point2f>& contour, const cv::Size& size, double blur) {
    cv::Mat grey(size, CV_8UC1, cv::Scalar(120));
    const std::vector<cv::Point> corners(contour.begin(), contour.end());
    cv::fillPoly(grey, std::vector{corners}, cv::Scalar(30));
    if (blur > 0) cv::GaussianBlur(grey, grey, {}, blur);
    return grey;
}

const cv::Rect kRegion(100, 50, 512, 384);
const auto kDisc = discAt({356, 146}, 50);

TEST(PictureFeatures, SayWhereTheMassLiesInTheRegion) {
    const auto all = pictureFeatures(pictureOf(kDisc, {700, 500}, 0), kRegion, kDisc);
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
        return valueOf(pictureFeatures(pictureOf(kDisc, {700, 500}, blur), kRegion, kDisc),
                       "picture_steepness_band_fine");
    };
    EXPECT_GT(steepness(0), 1.2 * steepness(6));
    EXPECT_GT(steepness(6), 1.2 * steepness(14));
}

TEST(PictureFeatures, DoNotDependOnTheFramesResolutionNorOnItsContrast) {
    const cv::Mat small = pictureOf(kDisc, {700, 500}, 3);
    cv::Mat large;
    cv::resize(small, large, {}, 2, 2, cv::INTER_CUBIC);
    large.convertTo(large, -1, 0.8, 10);
    std::vector<cv::Point2f> contour;
    for (const cv::Point2f& point : kDisc)
        contour.emplace_back(2 * point.x + 0.5F, 2 * point.y + 0.5F);
    const auto once = pictureFeatures(small, kRegion, kDisc);
    const auto twice = pictureFeatures(
        large, {2 * kRegion.x, 2 * kRegion.y, 2 * kRegion.width, 2 * kRegion.height}, contour);
    ASSERT_EQ(once.size(), twice.size());
    for (std::size_t i = 0; i < once.size(); ++i)
        EXPECT_NEAR(once[i].value, twice[i].value, 0.03) << once[i].name;
}

TEST(PictureFeatures, AreFiniteForTheSmallestMassAndOneAtTheEdge) {
    for (const auto& contour : {discAt({356, 146}, 1.5), discAt({100, 50}, 30)})
        for (const Feature& feature :
             pictureFeatures(pictureOf(contour, {700, 500}, 0), kRegion, contour))
            EXPECT_TRUE(std::isfinite(feature.value)) << feature.name;
}

TEST(PictureFeatures, AreFiniteInAPictureWithoutContrast) {
    const cv::Mat black = cv::Mat::zeros(500, 700, CV_8UC1);
    for (const Feature& feature : pictureFeatures(black, kRegion, kDisc))
        EXPECT_TRUE(std::isfinite(feature.value)) << feature.name;
}

}  // namespace
}  // namespace sonomask::descriptors
