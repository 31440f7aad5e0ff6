#include "phantom/compose.h"

#include <gtest/gtest.h>

namespace sonomask::phantom {
namespace {

RenderedFrame scan(cv::Size size, double spacing_mm) {
    Scene scene;
    scene.frame_size = size;
    scene.spacing_mm = {spacing_mm, spacing_mm};
    Mass mass;
    mass.centre_mm = {0, 9};
    mass.long_axis_mm = 8;
    mass.short_axis_mm = 6;
    scene.masses = {mass};
    return render(scene);
}

TEST(SideBySide, EachScanKeepsItsOwnScale) {
    const RenderedFrame both = sideBySide(scan({120, 150}, 0.15), scan({100, 120}, 0.2));
    const Calibration& calibration = both.frame.calibration;
    EXPECT_EQ(both.frame.pixels.size(), cv::Size(220, 150));
    EXPECT_NEAR(calibration.scaleFor({30, 30, 20, 20}).spacing->x_mm, 0.15, 1e-9);
    EXPECT_NEAR(calibration.scaleFor({150, 30, 20, 20}).spacing->x_mm, 0.2, 1e-9);
    EXPECT_FALSE(calibration.scaleFor({100, 30, 40, 20}).spacing.has_value());
}

TEST(SideBySide, MasksAndContoursMoveWithTheirPixels) {
    const RenderedFrame left = scan({120, 150}, 0.15), right = scan({100, 120}, 0.2);
    const RenderedFrame both = sideBySide(left, right);
    EXPECT_EQ(cv::countNonZero(both.mask_in_frame),
              cv::countNonZero(left.mask_in_frame) + cv::countNonZero(right.mask_in_frame));
    ASSERT_EQ(both.masses.size(), 2u);
    EXPECT_DOUBLE_EQ(both.masses[1].contour_in_frame[0].x,
                     right.masses[0].contour_in_frame[0].x + 120);
}

}  // namespace
}  // namespace sonomask::phantom
