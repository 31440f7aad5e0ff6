#include "descriptors/oriented.h"

#include <cmath>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "disc_picture.h"
#include "value_of.h"

namespace sonomask::descriptors {
namespace {

const cv::Rect kRegion(100, 50, 512, 384);
const auto kDisc = discAt({356, 242}, 60);

Features orientedIn(const cv::Mat& grey, const cv::Rect& region,
                    const std::vector<cv::Point2f>& contour) {
    return orientedFeatures(surroundingsOf(grey, region, contour));
}

Features orientedIn(const cv::Mat& grey) {
    return orientedIn(grey, kRegion, kDisc);
}

/// Rising to the right (`across` 1) or downwards (`down` 1).
cv::Mat ramp(double across, double down) {
    cv::Mat grey(500, 700, CV_8UC1);
    grey.forEach<uchar>([&](uchar& pixel, const int* at) {
        pixel = cv::saturate_cast<uchar>(30 + 0.25 * (across * at[1] + down * at[0]));
    });
    return grey;
}

TEST(OrientedFeatures, ARiseIsSeenInItsDirectionAndNotInTheOpposite) {
    const auto right = orientedIn(ramp(1, 0));
    const auto down = orientedIn(ramp(0, 1));
    for (const std::string part : {"band", "inside", "outside"})
        for (const std::string octave : {"_1", "_2", "_3"}) {
            const auto rise = [&](const Features& all, const std::string& direction) {
                return valueOf(all, "oriented_rise" + direction + "_" + part + octave);
            };
            EXPECT_NEAR(rise(right, "45"), rise(right, "0") * std::sqrt(0.5), 0.02);
            EXPECT_GT(rise(right, "0"), 20 * rise(right, "90"));
            EXPECT_GT(rise(right, "0"), 20 * rise(right, "180"));
            EXPECT_GT(rise(down, "90"), 20 * rise(down, "0"));
            EXPECT_GT(rise(down, "90"), 20 * rise(down, "270"));
        }
}

TEST(OrientedFeatures, ABrightLineIsSeenAcrossItselfAtItsOwnWidth) {
    const auto line = [](int width) {
        cv::Mat grey(500, 700, CV_8UC1, cv::Scalar(100));
        cv::line(grey, {356, 0}, {356, 499}, cv::Scalar(200), width);
        return orientedIn(grey);
    };
    const auto inside = [](const Features& all, const std::string& what) {
        return valueOf(all, "oriented_" + what);
    };
    const auto thin = line(4);
    EXPECT_GT(inside(thin, "bright0_inside_1"), 20 * inside(thin, "bright90_inside_1"));
    EXPECT_GT(inside(thin, "bright0_inside_1"), inside(thin, "dark0_inside_1"));
    const auto wide = line(40);
    EXPECT_GT(inside(thin, "bright0_inside_1") / inside(thin, "bright0_inside_3"),
              2 * inside(wide, "bright0_inside_1") / inside(wide, "bright0_inside_3"));
}

TEST(OrientedFeatures, ADiscLooksTheSameFromEverySide) {
    const auto all = orientedIn(pictureOf(kDisc, {700, 500}, 4));
    const double right = valueOf(all, "oriented_rise0_band_1");
    for (const std::string direction : {"45", "90", "135", "180", "225", "270", "315"})
        EXPECT_NEAR(valueOf(all, "oriented_rise" + direction + "_band_1"), right, 0.05 * right);
}

TEST(OrientedFeatures, DoNotDependOnTheFramesResolutionNorOnItsContrast) {
    const cv::Mat grey = pictureOf(kDisc, {700, 500}, 3);
    const Enlarged larger = enlarged(grey, kRegion, kDisc);
    const auto once = orientedIn(grey);
    const auto twice = orientedIn(larger.grey, larger.region, larger.contour);
    ASSERT_EQ(once.size(), twice.size());
    for (std::size_t i = 0; i < once.size(); ++i)
        EXPECT_NEAR(once[i].value, twice[i].value, 0.05 + 0.02 * once[i].value) << once[i].name;
}

TEST(OrientedFeatures, AreFiniteForTheSmallestMassAtTheEdgeAndWithoutContrast) {
    for (const auto& contour : {discAt({356, 146}, 1.5), discAt({100, 50}, 30)})
        for (const Feature& feature :
             orientedIn(pictureOf(contour, {700, 500}, 0), kRegion, contour))
            EXPECT_TRUE(std::isfinite(feature.value)) << feature.name;
    const auto beside_the_region = discAt({45, 30}, 20);
    for (const Feature& feature : orientedIn(pictureOf(beside_the_region, {700, 500}, 0),
                                             {400, 200, 300, 300}, beside_the_region))
        EXPECT_TRUE(std::isfinite(feature.value)) << feature.name;
    for (const Feature& feature : orientedIn(cv::Mat::zeros(500, 700, CV_8UC1)))
        EXPECT_TRUE(std::isfinite(feature.value)) << feature.name;
}

}  // namespace
}  // namespace sonomask::descriptors
