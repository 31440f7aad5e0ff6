#include "phantom/shape.h"

#include <cmath>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sonomask::phantom {
namespace {

using ::testing::DoubleNear;
using ::testing::IsEmpty;

TEST(MassContour, AnOvalMassIsTheExactEllipseOfItsAxes) {
    Mass mass;
    mass.long_axis_mm = 16;
    mass.short_axis_mm = 10;
    mass.angle_deg = 25;
    const MassGeometry geometry = measureContour(massContour(mass, 0));
    EXPECT_NEAR(geometry.area_mm2, std::numbers::pi * 8 * 5, 1e-3);
    EXPECT_NEAR(geometry.long_axis_mm, 16, 1e-3);
    EXPECT_NEAR(geometry.short_axis_mm, 10, 1e-3);
    EXPECT_NEAR(geometry.angle_deg, 25, 0.3);
}

TEST(MassContour, OrientationFollowsTheAngleAgainstTheSkin) {
    Mass mass;
    mass.angle_deg = 20;
    EXPECT_TRUE(measureContour(massContour(mass, 0)).parallel());
    mass.angle_deg = 80;
    EXPECT_FALSE(measureContour(massContour(mass, 0)).parallel());
}

TEST(MassContour, ShrinksAsASphereDoesAwayFromItsMiddle) {
    Mass mass;
    mass.elevation_radius_mm = 5;
    const double largest = measureContour(massContour(mass, 0)).area_mm2;
    EXPECT_NEAR(measureContour(massContour(mass, 3)).area_mm2, largest * (1 - 0.36), 1e-3);
    EXPECT_THAT(massContour(mass, 5.1), IsEmpty());
}

TEST(MassContour, EachUnevenMarginLengthensTheOutline) {
    Mass smooth;
    smooth.shape = Shape::Irregular;
    Mass microlobulated = smooth, spiculated = smooth, angular = smooth;
    microlobulated.margin.microlobulated = true;
    spiculated.margin.spiculated = true;
    angular.margin.angular = true;
    const auto unevenness = [](const Mass& mass) {
        const MassGeometry geometry = measureContour(massContour(mass, 0));
        return geometry.perimeter_mm / std::sqrt(geometry.area_mm2);
    };
    EXPECT_GT(unevenness(microlobulated), 1.05 * unevenness(smooth));
    EXPECT_GT(unevenness(spiculated), 1.3 * unevenness(smooth));
    EXPECT_NE(unevenness(angular), unevenness(smooth));
}

TEST(FillContour, TakesThePixelsWhoseCentresAreInside) {
    const cv::Mat mask = fillContour({{0.5, 0.5}, {3.5, 0.5}, {3.5, 2.5}, {0.5, 2.5}}, {6, 5});
    EXPECT_EQ(cv::countNonZero(mask), 3 * 2);
    EXPECT_EQ(mask.at<uchar>(1, 1), 255);
    EXPECT_EQ(mask.at<uchar>(2, 3), 255);
    EXPECT_EQ(mask.at<uchar>(0, 1), 0);
}

TEST(FillContour, CutsAwayWhatLiesOutsideTheFrame) {
    const cv::Mat mask = fillContour({{-10, -10}, {20, -10}, {20, 20}, {-10, 20}}, {4, 3});
    EXPECT_EQ(cv::countNonZero(mask), 12);
}

}  // namespace
}  // namespace sonomask::phantom
