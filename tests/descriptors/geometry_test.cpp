#include "descriptors/geometry.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask::descriptors {
namespace {

using Outline = std::vector<cv::Point2f>;

constexpr double kPi = std::numbers::pi;

/// An ellipse with half axes a and b (pixels) whose first axis is turned by `angle` degrees.
Outline ellipse(const cv::Point2d& centre, double a, double b, double angle, int points = 720) {
    Outline outline;
    const double turn = angle * kPi / 180;
    for (int i = 0; i < points; ++i) {
        const double t = 2 * kPi * i / points;
        const double x = a * std::cos(t);
        const double y = b * std::sin(t);
        outline.emplace_back(centre.x + x * std::cos(turn) - y * std::sin(turn),
                             centre.y + x * std::sin(turn) + y * std::cos(turn));
    }
    return outline;
}

Calibration withScale(double x_mm, double y_mm) {
    UltrasoundRegion region;
    region.area_in_frame = {0, 0, 800, 600};
    region.spatial_format = 1;
    region.data_type = 1;
    region.units_x = region.units_y = 3;
    region.delta_x = x_mm / 10;
    region.delta_y = y_mm / 10;
    Calibration calibration;
    calibration.regions = {region};
    return calibration;
}

TEST(Geometry, OfPixelsThatAreNotSquareHasTheShapeOfTheMass) {
    Calibration calibration;
    calibration.pixel_aspect = 2;  // twice as high as wide
    const Geometry geometry = measure({{10, 20}, {50, 20}, {50, 50}, {10, 50}}, calibration);
    EXPECT_EQ(geometry.unit, "px");
    EXPECT_DOUBLE_EQ(geometry.width, 40);
    EXPECT_DOUBLE_EQ(geometry.height, 60);
    EXPECT_DOUBLE_EQ(geometry.height_to_width, 1.5);
    EXPECT_NEAR(std::abs(geometry.angle_degrees), 90, 1e-9);
}

TEST(Geometry, MeasuresARectangleInPixelsWithoutAScale) {
    const Outline rectangle{{10, 20}, {50, 20}, {50, 50}, {10, 50}};
    const Geometry geometry = measure(rectangle, {});
    EXPECT_EQ(geometry.unit, "px");
    EXPECT_FALSE(geometry.scale.spacing);
    EXPECT_FALSE(geometry.scale.note.empty());
    EXPECT_DOUBLE_EQ(geometry.area, 1200);
    EXPECT_DOUBLE_EQ(geometry.perimeter, 140);
    EXPECT_DOUBLE_EQ(geometry.width, 40);
    EXPECT_DOUBLE_EQ(geometry.height, 30);
    EXPECT_DOUBLE_EQ(geometry.height_to_width, 0.75);
    EXPECT_DOUBLE_EQ(geometry.longest.length, 50);
    EXPECT_DOUBLE_EQ(geometry.solidity, 1);
    EXPECT_NEAR(geometry.equivalent_diameter, 2 * std::sqrt(1200 / kPi), 1e-9);
    EXPECT_NEAR(geometry.circularity, 4 * kPi * 1200 / (140.0 * 140.0), 1e-9);
    EXPECT_NEAR(geometry.angle_degrees, 0, 1e-9);
}

TEST(Geometry, FindsTheAxesOfATiltedEllipse) {
    const Geometry geometry = measure(ellipse({200, 150}, 60, 25, 30), {});
    EXPECT_NEAR(geometry.longest.length, 120, 0.01);
    EXPECT_NEAR(geometry.perpendicular.length, 50, 0.05);
    EXPECT_NEAR(geometry.angle_degrees, 30, 0.3);
    EXPECT_NEAR(geometry.area, kPi * 60 * 25, 1);
}

TEST(Geometry, ReportsTheAngleBetween0And90WhicheverWayTheMassLeans) {
    EXPECT_NEAR(measure(ellipse({200, 150}, 60, 25, -30), {}).angle_degrees, 30, 0.3);
    EXPECT_NEAR(measure(ellipse({200, 150}, 60, 25, 150), {}).angle_degrees, 30, 0.3);
    EXPECT_NEAR(measure(ellipse({200, 150}, 60, 25, 90), {}).angle_degrees, 90, 0.3);
}

TEST(Geometry, ScalesEachAxisBeforeItMeasures) {
    // A circle on the screen is an ellipse in the body where the spacing is unequal.
    const Geometry geometry = measure(ellipse({300, 200}, 50, 50, 0), withScale(0.1, 0.2));
    EXPECT_EQ(geometry.unit, "mm");
    EXPECT_EQ(geometry.scale.source, SpacingSource::UltrasoundRegion);
    EXPECT_NEAR(geometry.area, kPi * 5 * 10, 0.01);
    EXPECT_NEAR(geometry.width, 10, 1e-3);
    EXPECT_NEAR(geometry.height, 20, 1e-3);
    EXPECT_NEAR(geometry.longest.length, 20, 1e-3);
    EXPECT_NEAR(geometry.perpendicular.length, 10, 1e-3);
    EXPECT_NEAR(geometry.angle_degrees, 90, 0.5);
}

TEST(Geometry, GivesAnglesOfTheBodyAndPointsOfTheFrame) {
    // At 45° on the screen, the vertical twice as coarse: atan(2) in the body.
    const Geometry geometry = measure(ellipse({300, 200}, 80, 1, 45), withScale(0.1, 0.2));
    EXPECT_NEAR(geometry.angle_degrees, std::atan(2.0) * 180 / kPi, 0.2);
    const double reach = 80 / std::numbers::sqrt2;
    const auto& [from, to, length] = geometry.longest;
    EXPECT_NEAR(std::abs(to.x - from.x), 2 * reach, 1);
    EXPECT_NEAR(std::abs(to.y - from.y), 2 * reach, 1);
    EXPECT_NEAR(length, 2 * reach * std::hypot(0.1, 0.2), 0.05);
}

TEST(Geometry, MeasuresTheWidestPlaceAcrossAPearNotTheMiddle) {
    const Outline pear{{0, 0}, {80, -20}, {100, 0}, {80, 20}};
    const Geometry geometry = measure(pear, {});
    EXPECT_DOUBLE_EQ(geometry.longest.length, 100);
    EXPECT_NEAR(geometry.perpendicular.length, 40, 1e-9);
    EXPECT_NEAR(geometry.perpendicular.from_in_frame.x, 80, 1e-9);
}

TEST(Geometry, SeesANotchInSolidity) {
    const Outline notched{{0, 0}, {40, 0}, {40, 40}, {20, 20}, {0, 40}};
    EXPECT_NEAR(measure(notched, {}).solidity, 0.75, 1e-9);
}

TEST(Geometry, FallsBackToPixelsForAnOutlineBeyondTheCalibratedRegion) {
    const Geometry geometry = measure(ellipse({790, 200}, 50, 50, 0), withScale(0.1, 0.1));
    EXPECT_EQ(geometry.unit, "px");
    EXPECT_FALSE(geometry.scale.note.empty());
}

TEST(Geometry, KeepsTheScaleForAMassThatTouchesTheRegionsEdge) {
    // The outline of a mask runs half a pixel outside its outermost pixels.
    const Outline at_edge{{-0.5F, -0.5F}, {30.5F, -0.5F}, {30.5F, 20.5F}, {-0.5F, 20.5F}};
    EXPECT_EQ(measure(at_edge, withScale(0.1, 0.1)).unit, "mm");
}

TEST(Geometry, RefusesAnOutlineOfTwoPoints) {
    EXPECT_THROW(measure({{0, 0}, {1, 1}}, {}), ConfigError);
}

}  // namespace
}  // namespace sonomask::descriptors
