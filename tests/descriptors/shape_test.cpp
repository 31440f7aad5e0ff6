#include "descriptors/shape.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "descriptors/counted_perimeter.h"
#include "descriptors/fourier.h"
#include "descriptors/geometry.h"
#include "segmentation/lesions.h"
#include "shapes.h"

namespace sonomask::descriptors {
namespace {

constexpr double kPi = std::numbers::pi;

Shape shapeOf(const Points& outline) {
    return measureShape(resampled(outline, 512));
}

TEST(Shape, OfACircle) {
    const Shape shape = shapeOf(flower({100, 90}, 40, 0, 0));
    EXPECT_NEAR(shape.circularity, 1, 1e-3);
    EXPECT_NEAR(shape.aspect, 1, 1e-3);
    EXPECT_NEAR(shape.rectangularity, kPi / 4, 0.01);
    EXPECT_NEAR(shape.solidity, 1, 1e-3);
    EXPECT_NEAR(shape.total_turn, 1, 1e-3);
    EXPECT_NEAR(shape.ellipse_residual, 0, 1e-3);
    EXPECT_GT(shape.ellipse_overlap, 0.99);
    EXPECT_NEAR(shape.radial_deviation, 0, 1e-3);
    EXPECT_NEAR(shape.form_deviation, 0, 1e-3);
    EXPECT_EQ(shape.dents, 0);
    EXPECT_EQ(shape.spicules, 0);
    EXPECT_EQ(shape.lobes, 1);
}

TEST(Shape, OfAnEllipse) {
    const Shape shape = shapeOf(flower({100, 90}, 30, 0, 0, 2));
    EXPECT_NEAR(shape.aspect, 0.5, 1e-3);
    EXPECT_NEAR(shape.tilt_degrees, 0, 0.1);
    EXPECT_NEAR(shape.ellipse_residual, 0, 1e-3);
    EXPECT_EQ(shape.lobes, 1);
}

TEST(Shape, CountsTheLobesAndDentsOfAFlower) {
    const Shape shape = shapeOf(flower({100, 90}, 40, 0.15, 5));
    EXPECT_EQ(shape.lobes, 5);
    EXPECT_EQ(shape.dents, 5);
    EXPECT_EQ(shape.spicules, 0);
    EXPECT_GT(shape.total_turn, 1.3);
    EXPECT_GT(shape.undulation, shapeOf(flower({100, 90}, 40, 0.02, 5)).undulation);
}

TEST(Shape, CountsPointedSpiculesOfAStar) {
    Points star;
    for (int i = 0; i < 16; ++i) {
        const double radius = i % 2 == 0 ? 60 : 32;
        star.push_back(
            {100 + radius * std::cos(kPi * i / 8), 100 + radius * std::sin(kPi * i / 8)});
    }
    EXPECT_EQ(shapeOf(star).spicules, 8);
}

TEST(Shape, DoesNotDependOnScaleAndPlace) {
    const Shape small = shapeOf(flower({20, 20}, 10, 0.2, 4, 1.4));
    const Shape large = shapeOf(flower({500, 300}, 200, 0.2, 4, 1.4));
    const Features a = featuresOf(small);
    const Features b = featuresOf(large);
    for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_NEAR(a[i].value, b[i].value, 0.02 * std::abs(b[i].value) + 1e-3) << a[i].name;
}

TEST(Shape, ARaggedOutlineHasAHigherFractalDimension) {
    const double smooth = shapeOf(flower({0, 0}, 100, 0, 0)).fractal_dimension;
    EXPECT_NEAR(smooth, 1, 0.06);
    EXPECT_GT(shapeOf(flower({0, 0}, 100, 0.2, 40, 1, 4000)).fractal_dimension, smooth + 0.1);
}

TEST(Fourier, AllHarmonicsGiveTheOutlineBack) {
    const Points outline = resampled(flower({50, 60}, 30, 0.2, 5), 128);
    const Points again = reconstructed(harmonicsOf(outline, 63), 63, 128);
    for (std::size_t i = 0; i < outline.size(); ++i)
        EXPECT_LT(cv::norm(outline[i] - again[i]), 0.1);
}

TEST(Fourier, TheFirstHarmonicsAreAnEllipse) {
    const Points outline = resampled(flower({50, 60}, 30, 0.1, 7, 1.6), 256);
    const Shape shape = measureShape(reconstructed(harmonicsOf(outline, 10), 1, 256));
    EXPECT_NEAR(shape.ellipse_residual, 0, 1e-3);
}

TEST(Smoothing, TakesOutTheWaveAndKeepsTheSize) {
    const Points rough = resampled(flower({0, 0}, 50, 0.02, 60, 1, 4000), 512);
    const Points smooth = smoothed(rough, 4);
    EXPECT_NEAR(perimeterOf(smooth), 2 * kPi * 50, 1.5);
    EXPECT_GT(perimeterOf(rough), 2 * kPi * 50 * 1.2);
    EXPECT_NEAR(areaOf(smooth), kPi * 2500, 0.01 * kPi * 2500);
}

/// An ellipse as a mask, the way a picture holds it.
cv::Mat digitalEllipse(double a, double b, double turn) {
    cv::Mat mask = cv::Mat::zeros(400, 400, CV_8UC1);
    for (int y = 0; y < 400; ++y)
        for (int x = 0; x < 400; ++x) {
            const double dx = x - 200.3;
            const double dy = y - 199.6;
            const double u = (dx * std::cos(turn) + dy * std::sin(turn)) / a;
            const double v = (dy * std::cos(turn) - dx * std::sin(turn)) / b;
            if (u * u + v * v <= 1) mask.at<uchar>(y, x) = 255;
        }
    return mask;
}

double ellipsePerimeter(double a, double b) {
    const double h = (a - b) * (a - b) / ((a + b) * (a + b));
    return kPi * (a + b) * (1 + 3 * h / (10 + std::sqrt(4 - 3 * h)));
}

TEST(DigitalShapes, AreaPerimeterAndAxesOfAMaskAreNearTheTruth) {
    for (const double a : {10.0, 20.0, 40.0, 80.0, 160.0}) {
        const double b = 0.6 * a;
        const cv::Mat mask = digitalEllipse(a, b, 0.5);
        const auto lesions = segmentation::lesionsFromMask(mask);
        ASSERT_EQ(lesions.size(), 1U);
        const Geometry geometry = measure(lesions.front().contour_in_frame, {});
        const double tolerance = 0.01 + 0.25 / a;  // a quarter of a pixel, and one per cent
        EXPECT_NEAR(geometry.area / (kPi * a * b), 1, tolerance) << a;
        EXPECT_NEAR(geometry.perimeter / ellipsePerimeter(a, b), 1, tolerance) << a;
        EXPECT_NEAR(geometry.longest.length / (2 * a), 1, tolerance) << a;
        EXPECT_NEAR(geometry.perpendicular.length / (2 * b), 1, tolerance) << a;
        EXPECT_NEAR(geometry.angle_degrees, 0.5 * 180 / kPi, 2) << a;
        // Counting pixels is off by a third for this direction, whatever the size.
        EXPECT_GT(countedPerimeter(mask) / ellipsePerimeter(a, b), 1.25) << a;
    }
}

TEST(CountedPerimeter, CountsTheRingAroundASquareAlsoAtThePicturesEdge) {
    EXPECT_EQ(countedPerimeter(cv::Mat::ones(10, 10, CV_8UC1)), 44);
}

}  // namespace
}  // namespace sonomask::descriptors
