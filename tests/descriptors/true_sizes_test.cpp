#include <cstdio>
#include <random>

#include <gtest/gtest.h>

#include "descriptors/geometry.h"
#include "descriptors/outline.h"
#include "descriptors/shape.h"
#include "descriptors/terms.h"
#include "phantom/compose.h"
#include "phantom/render.h"
#include "segmentation/lesions.h"

namespace sonomask::descriptors {
namespace {

constexpr double kPi = CV_PI;

phantom::RenderedFrame scan(const PixelSpacing& spacing, double angle_deg) {
    phantom::Scene scene;
    scene.frame_size = {cvRound(17 / spacing.x_mm), cvRound(17 / spacing.y_mm)};
    scene.spacing_mm = spacing;
    scene.probe.compound_looks = 1;
    scene.tissue.homogeneous = true;
    phantom::Mass mass;
    mass.centre_mm = {0.13, 8.4};
    mass.long_axis_mm = 10;
    mass.short_axis_mm = 6.2;
    mass.angle_deg = angle_deg;
    scene.masses = {mass};
    return phantom::render(scene);
}

/// Each mass of the frame against its truth.
void expectTrueSizes(const phantom::RenderedFrame& rendered) {
    const auto lesions = segmentation::lesionsFromMask(rendered.mask_in_frame);
    ASSERT_EQ(lesions.size(), rendered.masses.size());
    for (const segmentation::Lesion& lesion : lesions) {
        const Geometry geometry = measure(lesion.contour_in_frame, rendered.frame.calibration);
        ASSERT_EQ(geometry.unit, "mm");
        const auto& truth = rendered.masses.front().geometry;
        EXPECT_NEAR(geometry.longest.length, truth.long_axis_mm, 0.1);
        EXPECT_NEAR(geometry.perpendicular.length, truth.short_axis_mm, 0.1);
        EXPECT_NEAR(geometry.width, truth.width_mm, 0.1);
        EXPECT_NEAR(geometry.height, truth.height_mm, 0.1);
        EXPECT_NEAR(std::sqrt(geometry.area), std::sqrt(truth.area_mm2), 0.1);
        EXPECT_NEAR(geometry.height_to_width / (truth.height_mm / truth.width_mm), 1, 0.03);
        const Evidence evidence =
            describe(rendered.frame, lesion.contour_in_frame, {true, false}).evidence;
        EXPECT_NEAR(evidence.tilt_degrees, std::abs(truth.angle_deg), 2);
    }
}

TEST(TrueSizes, OfEqualSpacing) {
    for (const double angle : {-60.0, 0.0, 25.0, 80.0}) expectTrueSizes(scan({0.08, 0.08}, angle));
}

TEST(TrueSizes, OfUnequalSpacing) {
    for (const double angle : {-60.0, 25.0}) expectTrueSizes(scan({0.07, 0.11}, angle));
}

TEST(TrueSizes, OfSeveralRegionsWithScalesOfTheirOwn) {
    expectTrueSizes(phantom::sideBySide(scan({0.08, 0.08}, 25), scan({0.12, 0.1}, 25)));
}

/// A mask whose edge wanders by `noise` pixels (standard deviation), alike within some 10 pixels.
cv::Mat noisyEllipse(double a, double b, double turn, double noise, std::mt19937& random) {
    constexpr int kWaves = 24;
    std::normal_distribution<double> normal(0, 1);
    std::vector<std::pair<double, double>> waves;
    for (int k = 0; k < kWaves; ++k) waves.emplace_back(normal(random), normal(random));
    const auto side = cvRound(2.5 * a + 20);
    cv::Mat mask = cv::Mat::zeros(side, side, CV_8UC1);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double dx = x - side / 2.0 - 0.3;
            const double dy = y - side / 2.0 + 0.4;
            const double u = (dx * std::cos(turn) + dy * std::sin(turn)) / a;
            const double v = (dy * std::cos(turn) - dx * std::sin(turn)) / b;
            const double place = std::atan2(v, u);
            double wander = 0;
            for (int k = 0; k < kWaves; ++k)
                wander += waves[std::size_t(k)].first * std::cos((k + 3) * place) +
                          waves[std::size_t(k)].second * std::sin((k + 3) * place);
            const double radius = std::hypot(u, v);
            const double pixels = std::hypot(dx, dy) * (1 - 1 / std::max(1e-9, radius));
            if (pixels <= noise * wander / std::sqrt(double(kWaves))) mask.at<uchar>(y, x) = 255;
        }
    return mask;
}

struct Errors {
    double area = 0, perimeter = 0, longest = 0, perpendicular = 0, tilt = 0, circularity = 0,
           solidity = 0, aspect = 0;
};

/// Mean absolute errors over `draws` masks, in per cent (the tilt in degrees).
Errors errorsOf(double a, double noise, int draws) {
    const double b = 0.6 * a;
    const double turn = 0.5;
    const double h = std::pow((a - b) / (a + b), 2);
    const double perimeter = kPi * (a + b) * (1 + 3 * h / (10 + std::sqrt(4 - 3 * h)));
    const double area = kPi * a * b;
    std::mt19937 random(7);
    Errors errors;
    for (int i = 0; i < draws; ++i) {
        const auto lesions = segmentation::lesionsFromMask(noisyEllipse(a, b, turn, noise, random));
        const Geometry geometry = measure(lesions.front().contour_in_frame, {});
        const Points points(lesions.front().contour_in_frame.begin(),
                            lesions.front().contour_in_frame.end());
        const Shape shape = measureShape(smoothed(resampled(points, 512), 1));
        const auto add = [&](double& sum, double value, double truth) {
            sum += 100 * std::abs(value / truth - 1) / draws;
        };
        add(errors.area, geometry.area, area);
        add(errors.perimeter, geometry.perimeter, perimeter);
        add(errors.longest, geometry.longest.length, 2 * a);
        add(errors.perpendicular, geometry.perpendicular.length, 2 * b);
        add(errors.circularity, geometry.circularity, 4 * kPi * area / (perimeter * perimeter));
        add(errors.solidity, geometry.solidity, 1);
        add(errors.aspect, shape.aspect, 0.6);
        errors.tilt += std::abs(shape.tilt_degrees - turn * 180 / kPi) / draws;
    }
    return errors;
}

/// Prints the table of docs/descriptors.md.
TEST(DigitalShapes, ErrorsOverSizeAndNoise) {
    std::printf(
        "| a, px | noise, px | area | perimeter | longest | perpendicular | circularity | "
        "solidity | aspect | tilt, ° |\n");
    for (const double a : {10.0, 20.0, 40.0, 80.0})
        for (const double noise : {0.0, 0.5, 1.0}) {
            const Errors e = errorsOf(a, noise, 8);
            std::printf("| %.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
                        a, noise, e.area, e.perimeter, e.longest, e.perpendicular, e.circularity,
                        e.solidity, e.aspect, e.tilt);
            const double relative = 100 * (0.5 + noise) / a;  // half a pixel and the noise
            EXPECT_LT(e.area, 1 + relative);
            EXPECT_LT(e.longest, 1 + 2 * relative);
            EXPECT_LT(e.tilt, 1 + 0.3 * relative);
        }
}

}  // namespace
}  // namespace sonomask::descriptors
