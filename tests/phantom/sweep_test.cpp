#include "phantom/sweep.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask::phantom {
namespace {

Scene smallScene() {
    Scene scene;
    scene.frame_size = {120, 120};
    scene.spacing_mm = {0.25, 0.25};
    scene.probe.frequency_mhz = 5;
    Mass mass;
    mass.elevation_radius_mm = 5;
    scene.masses = {mass};
    return scene;
}

double difference(const RenderedFrame& a, const RenderedFrame& b) {
    return cv::norm(a.frame.pixels, b.frame.pixels, cv::NORM_L1) /
           static_cast<double>(a.frame.pixels.total());
}

TEST(Sweep, TheMassGrowsAndShrinksStrictly) {
    const auto frames = renderSweep(smallScene(), {.frames = 11, .from_mm = -4.8, .to_mm = 4.8});
    for (int i = 1; i < 11; ++i) {
        const int before = cv::countNonZero(frames[i - 1].mask_in_frame);
        const int now = cv::countNonZero(frames[i].mask_in_frame);
        if (i <= 5) {
            EXPECT_GT(now, before) << i;
        } else {
            EXPECT_LT(now, before) << i;
        }
    }
}

TEST(Sweep, NeighbouringFramesAreMoreAlikeThanDistantOnes) {
    const auto frames = renderSweep(smallScene(), {.frames = 9, .from_mm = -0.8, .to_mm = 0.8});
    for (int i = 1; i < 8; ++i) {
        EXPECT_LT(difference(frames[i], frames[i + 1]), 0.75 * difference(frames[0], frames[8]))
            << i;
    }
}

TEST(Sweep, PassesNoFrameTwice) {
    const auto frames = renderSweep(smallScene(), {.frames = 3, .from_mm = 0, .to_mm = 0.4});
    EXPECT_GT(difference(frames[0], frames[1]), 0.5);
    EXPECT_GT(difference(frames[1], frames[2]), 0.5);
}

TEST(Sweep, StopsWhenAskedTo) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(renderSweep(smallScene(), {}, {}, stop.get_token()), Cancelled);
}

}  // namespace
}  // namespace sonomask::phantom
