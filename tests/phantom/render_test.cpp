#include "phantom/render.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask::phantom {
namespace {

Scene smallScene() {
    Scene scene;
    scene.frame_size = {200, 200};
    scene.spacing_mm = {0.15, 0.15};
    scene.masses = {Mass{}};
    return scene;
}

bool samePixels(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && cv::norm(a, b, cv::NORM_L1) == 0;
}

TEST(Render, TheSameSceneGivesTheSamePixels) {
    const RenderedFrame one = render(smallScene()), other = render(smallScene());
    EXPECT_TRUE(samePixels(one.frame.pixels, other.frame.pixels));
    EXPECT_TRUE(samePixels(one.mask_in_frame, other.mask_in_frame));
}

TEST(Render, AnotherSeedGivesAnotherPictureOfTheSameMass) {
    Scene reseeded = smallScene();
    reseeded.seed = 2;
    const RenderedFrame one = render(smallScene()), other = render(reseeded);
    EXPECT_FALSE(samePixels(one.frame.pixels, other.frame.pixels));
    EXPECT_TRUE(samePixels(one.mask_in_frame, other.mask_in_frame));
}

TEST(Render, MaskHasTheAnalyticAreaOfTheMass) {
    Scene scene = smallScene();
    scene.masses[0].angle_deg = 30;
    const RenderedFrame rendered = render(scene);
    const double area_mm2 = cv::countNonZero(rendered.mask_in_frame) * 0.15 * 0.15;
    EXPECT_NEAR(area_mm2, std::numbers::pi * 7 * 4.5, 0.01 * area_mm2);
}

TEST(Render, UnequalSpacingEntersTheMaskAndTheRegion) {
    Scene scene = smallScene();
    scene.spacing_mm = {0.2, 0.1};
    scene.masses[0].centre_mm = {0, 10};
    const RenderedFrame rendered = render(scene);
    const double area_mm2 = cv::countNonZero(rendered.mask_in_frame) * 0.2 * 0.1;
    EXPECT_NEAR(area_mm2, std::numbers::pi * 7 * 4.5, 0.01 * area_mm2);
    const auto spacing = rendered.frame.calibration.scaleFor({90, 90, 10, 10}).spacing;
    ASSERT_TRUE(spacing.has_value());
    EXPECT_NEAR(spacing->x_mm, 0.2, 1e-9);
    EXPECT_NEAR(spacing->y_mm, 0.1, 1e-9);
}

TEST(Render, WithoutAMassTheMaskIsEmpty) {
    Scene scene = smallScene();
    scene.masses.clear();
    EXPECT_EQ(cv::countNonZero(render(scene).mask_in_frame), 0);
}

TEST(Render, RefusesASceneWithoutSpacing) {
    Scene scene = smallScene();
    scene.spacing_mm = {0, 0.1};
    EXPECT_THROW(render(scene), ConfigError);
}

}  // namespace
}  // namespace sonomask::phantom
