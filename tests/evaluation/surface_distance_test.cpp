#include "evaluation/surface_distance.h"

#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "base/error.h"

namespace sonomask::evaluation {
namespace {

constexpr PixelSpacing kPixels{1, 1};

cv::Mat pictureWith(const std::vector<cv::Rect>& masses) {
    cv::Mat mask = cv::Mat::zeros(40, 60, CV_8UC1);
    for (const cv::Rect& mass : masses) mask(mass).setTo(255);
    return mask;
}

TEST(SurfaceDistance, IsZeroForEqualMasks) {
    const cv::Mat mask = pictureWith({{5, 5, 12, 9}});
    const auto distance = surfaceDistance(mask, mask, kPixels);
    ASSERT_TRUE(distance);
    EXPECT_EQ(distance->hd95, 0);
    EXPECT_EQ(distance->assd, 0);
}

TEST(SurfaceDistance, MeasuresTwoPointsInBothUnits) {
    const cv::Mat a = pictureWith({{10, 10, 1, 1}});
    const cv::Mat b = pictureWith({{13, 14, 1, 1}});
    EXPECT_DOUBLE_EQ(surfaceDistance(a, b, kPixels)->hd95, 5);
    EXPECT_DOUBLE_EQ(surfaceDistance(a, b, kPixels)->assd, 5);
    // 3 px · 0.2 mm across and 4 px · 0.1 mm down.
    EXPECT_DOUBLE_EQ(surfaceDistance(a, b, {0.2, 0.1})->hd95, std::hypot(0.6, 0.4));
}

TEST(SurfaceDistance, WeighsTheDirectionOfAShiftByItsOwnSpacing) {
    const cv::Mat bar = pictureWith({{10, 20, 30, 1}});
    const cv::Mat lower = pictureWith({{10, 22, 30, 1}});
    EXPECT_DOUBLE_EQ(surfaceDistance(bar, lower, {0.5, 0.1})->assd, 0.2);
    EXPECT_DOUBLE_EQ(surfaceDistance(bar, lower, {0.1, 0.5})->assd, 1.0);
}

TEST(SurfaceDistance, AveragesOverThePointsOfBothOutlines) {
    // A lone pixel against a bar of 3 whose middle it is: 0 one way; 1, 0, 1 the other.
    const cv::Mat pixel = pictureWith({{20, 20, 1, 1}});
    const cv::Mat bar = pictureWith({{19, 20, 3, 1}});
    EXPECT_DOUBLE_EQ(surfaceDistance(pixel, bar, kPixels)->assd, 2.0 / 4);
    EXPECT_DOUBLE_EQ(surfaceDistance(bar, pixel, kPixels)->assd, 2.0 / 4);
}

TEST(SurfaceDistance, TakesTheWorseDirectionAtThe95thPercentile) {
    // Bar of 21 against its first pixel: distances 0..20, of which type 7 gives 19 at 95 %.
    const cv::Mat bar = pictureWith({{10, 20, 21, 1}});
    const cv::Mat first = pictureWith({{10, 20, 1, 1}});
    EXPECT_DOUBLE_EQ(surfaceDistance(bar, first, kPixels)->hd95, 19);
    EXPECT_DOUBLE_EQ(surfaceDistance(first, bar, kPixels)->hd95, 19);
}

TEST(SurfaceDistance, UsesTheOutlineOnlyNotTheInside) {
    // A filled 7×7 square and the same with a hollow of 1 pixel in its middle: the hollow's outline
    // are its 4 neighbours, 2 pixels from the outer outline.
    const cv::Mat full = pictureWith({{10, 10, 7, 7}});
    cv::Mat hollow = full.clone();
    hollow.at<uchar>(13, 13) = 0;
    const double outer = 24;
    EXPECT_DOUBLE_EQ(surfaceDistance(full, hollow, kPixels)->assd, 4 * 2 / (outer + outer + 4));
}

TEST(SurfaceDistance, ThePictureEdgeIsAnOutline) {
    const cv::Mat all(8, 8, CV_8UC1, cv::Scalar(255));
    cv::Mat centre = cv::Mat::zeros(8, 8, CV_8UC1);
    centre.at<uchar>(0, 0) = 255;
    const auto distance = surfaceDistance(centre, all, kPixels);
    ASSERT_TRUE(distance);
    EXPECT_GT(distance->hd95, 7);
}

TEST(SurfaceDistance, IsNothingForAnEmptyMask) {
    const cv::Mat mask = pictureWith({{5, 5, 12, 9}});
    const cv::Mat empty = pictureWith({});
    EXPECT_FALSE(surfaceDistance(mask, empty, kPixels));
    EXPECT_FALSE(surfaceDistance(empty, mask, kPixels));
}

double nearest(const cv::Point& from, const std::vector<cv::Point>& to, const PixelSpacing& step) {
    double best = 1e300;
    for (const cv::Point& point : to)
        best = std::min(best,
                        std::hypot((from.x - point.x) * step.x_mm, (from.y - point.y) * step.y_mm));
    return best;
}

TEST(SurfaceDistance, AgreesWithComparingEveryPairOfPoints) {
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        cv::Mat a = cv::Mat::zeros(40, 60, CV_8UC1);
        cv::Mat b = a.clone();
        std::vector<cv::Point> points_a;
        std::vector<cv::Point> points_b;
        // Lone pixels are their own outline.
        for (int i = 0; i < 12; ++i) {
            a.at<uchar>(2 * static_cast<int>(random() % 20), 2 * static_cast<int>(random() % 30)) =
                1;
            b.at<uchar>(2 * static_cast<int>(random() % 20), 2 * static_cast<int>(random() % 30)) =
                1;
        }
        cv::findNonZero(a, points_a);
        cv::findNonZero(b, points_b);
        const PixelSpacing spacing{0.05 + 0.01 * round, 0.13};
        double sum = 0;
        for (const cv::Point& point : points_a) sum += nearest(point, points_b, spacing);
        for (const cv::Point& point : points_b) sum += nearest(point, points_a, spacing);
        EXPECT_NEAR(surfaceDistance(a, b, spacing)->assd,
                    sum / double(points_a.size() + points_b.size()), 1e-9);
    }
}

TEST(SurfaceDistance, RefusesDifferentSizesAndAZeroSpacing) {
    const cv::Mat mask = pictureWith({{5, 5, 12, 9}});
    EXPECT_THROW(surfaceDistance(mask, cv::Mat::zeros(3, 3, CV_8UC1), kPixels), ConfigError);
    EXPECT_THROW(surfaceDistance(mask, mask, {1, 0}), ConfigError);
}

}  // namespace
}  // namespace sonomask::evaluation
