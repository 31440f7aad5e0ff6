#include "descriptors/classic.h"

#include <numbers>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "shapes.h"
#include "value_of.h"

namespace sonomask::descriptors {
namespace {

constexpr double kPi = std::numbers::pi;

const Points kCircle = flower({0, 0}, 50, 0, 0);

/// With evenly spaced points, as the features expect.
Points ellipse(double stretch) {
    return resampled(flower({10, 20}, 50, 0, 0, stretch, 4000), 512);
}

Points rotated(Points points, double angle) {
    for (cv::Point2d& p : points)
        p = {std::cos(angle) * p.x - std::sin(angle) * p.y,
             std::sin(angle) * p.x + std::cos(angle) * p.y};
    return points;
}

TEST(Classic, HuMomentsOfAnEllipseAreKnown) {
    // Half axes a and b: (a² + b²) / 4πab and ((a² - b²) / 4πab)²; the others vanish.
    const Features features = momentFeatures(ellipse(2));
    EXPECT_NEAR(valueOf(features, "hu_1"), 5 / (8 * kPi), 1e-4);
    EXPECT_NEAR(valueOf(features, "hu_2"), std::pow(3 / (8 * kPi), 2), 1e-4);
    for (const char* name : {"hu_3", "hu_4", "hu_5", "hu_6", "hu_7"})
        EXPECT_NEAR(valueOf(features, name), 0, 1e-6) << name;
    EXPECT_NEAR(valueOf(momentFeatures(kCircle), "hu_1"), 1 / (2 * kPi), 1e-4);
}

TEST(Classic, MomentsDoNotDependOnPlaceTurnOrSize) {
    const Points shape = resampled(flower({0, 0}, 50, 0.25, 3, 1.4, 4000), 512);
    Points other = rotated(shape, 0.7);
    for (cv::Point2d& point : other) point = 3 * point + cv::Point2d(100, -40);
    const Features a = momentFeatures(shape);
    const Features b = momentFeatures(other);
    for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_NEAR(a[i].value, b[i].value, 1e-4 + 1e-3 * std::abs(a[i].value)) << a[i].name;
}

TEST(Classic, BoundaryMomentsOfACircleVanish) {
    const Features features = momentFeatures(kCircle);
    for (const char* name : {"boundary_1", "boundary_2", "boundary_3"})
        EXPECT_NEAR(valueOf(features, name), 0, 1e-3) << name;
}

TEST(Classic, BoundaryMomentsOfAWaveAreKnown) {
    // Distance 1 + 0.1·cos(8t) along the angle: the root mean square of a cosine, no skew, and
    // (3/8)^(1/4).
    const Features features = momentFeatures(flower({0, 0}, 50, 0.1, 8));
    EXPECT_NEAR(valueOf(features, "boundary_1"), 0.1 / std::sqrt(2), 1e-3);
    EXPECT_NEAR(valueOf(features, "boundary_3"), 0.1 * std::pow(0.375, 0.25), 1e-3);
}

TEST(Classic, ChordLengthsOfACircleAreKnown) {
    // sin(u) with u even over 0..π/2.
    const Features features = outlineFeatures(kCircle);
    const double mean = 2 / kPi;
    const double variance = 0.5 - mean * mean;
    EXPECT_NEAR(valueOf(features, "chord_mean"), mean, 0.01);
    EXPECT_NEAR(valueOf(features, "chord_variance"), variance, 0.003);
    const double third = 4 / (3 * kPi) - 3 * mean * 0.5 + 2 * std::pow(mean, 3);
    EXPECT_NEAR(valueOf(features, "chord_skewness"), third / std::pow(variance, 1.5), 0.03);
    const double fourth =
        0.375 - 4 * mean * 4 / (3 * kPi) + 6 * mean * mean * 0.5 - 3 * std::pow(mean, 4);
    EXPECT_NEAR(valueOf(features, "chord_kurtosis"), fourth / (variance * variance), 0.05);
}

TEST(Classic, FourierDescriptorsSeeTheirOwnWave) {
    // cos(5t) on a circle gives the harmonics 6 and -4 half its depth each.
    const Features features = outlineFeatures(flower({0, 0}, 50, 0.02, 5));
    EXPECT_NEAR(valueOf(features, "fourier_6"), 0.01, 2e-3);
    EXPECT_NEAR(valueOf(features, "fourier_4"), 0.01, 2e-3);
    EXPECT_NEAR(valueOf(features, "fourier_2"), 0, 1e-3);
}

const cv::Mat kAll(64, 64, CV_8UC1, cv::Scalar(255));

TEST(Classic, TextureOfOneLevel) {
    const Features features = textureFeatures(cv::Mat(64, 64, CV_32FC1, cv::Scalar(100)), kAll);
    EXPECT_DOUBLE_EQ(valueOf(features, "glcm2_contrast"), 0);
    EXPECT_NEAR(valueOf(features, "glcm2_energy"), 1, 1e-9);
    EXPECT_NEAR(valueOf(features, "glcm2_homogeneity"), 1, 1e-9);
    EXPECT_NEAR(valueOf(features, "glcm2_entropy"), 0, 1e-9);
}

TEST(Classic, TextureOfColumnsIsCountedByHand) {
    // Columns of width 2 of the levels 0 and 1: two pixels to the side the other level, straight
    // down the same, and diagonally the other.
    cv::Mat columns(64, 64, CV_32FC1);
    for (int x = 0; x < 64; ++x) columns.col(x).setTo(x / 2 % 2 ? 12 : 4);
    const double side = 62 * 64;
    const double diagonal = 2 * 62 * 62;
    const double total = 2 * side + diagonal;
    const Features features = textureFeatures(columns, kAll);
    EXPECT_NEAR(valueOf(features, "glcm2_contrast"), (side + diagonal) / total, 1e-9);
    EXPECT_NEAR(valueOf(features, "glcm2_homogeneity"), 1 - 0.5 * (side + diagonal) / total, 1e-9);
}

TEST(Classic, GreyStatisticsOfTwoLevels) {
    cv::Mat halves(64, 64, CV_32FC1, cv::Scalar(40));
    halves.colRange(0, 32).setTo(80);
    const Features features = greyFeatures(halves, kAll);
    EXPECT_NEAR(valueOf(features, "grey_mean"), 60, 1e-6);
    EXPECT_NEAR(valueOf(features, "grey_deviation"), 20, 1e-6);
    EXPECT_NEAR(valueOf(features, "grey_skewness"), 0, 1e-6);
    EXPECT_NEAR(valueOf(features, "grey_kurtosis"), 1, 1e-6);
    EXPECT_NEAR(valueOf(features, "grey_entropy"), 1, 1e-9);
}

}  // namespace
}  // namespace sonomask::descriptors
