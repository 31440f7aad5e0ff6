#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include "phantom/random_scene.h"
#include "phantom/render.h"

namespace sonomask::phantom {
namespace {

// Fails when the simulator has changed and resources/sample has not been made anew.
TEST(Sample, IsWhatTheSimulatorMakesOfItsSeed) {
    const std::string folder = SONOMASK_SAMPLE_FOLDER;
    const RenderedFrame rendered = render(drawCase(7, 0, 0).scene);
    const cv::Mat image = cv::imread(folder + "/images/still_0001.png", cv::IMREAD_UNCHANGED);
    const cv::Mat mask = cv::imread(folder + "/masks/still_0001.png", cv::IMREAD_UNCHANGED);
    ASSERT_EQ(image.size(), rendered.frame.pixels.size());
    // Mathematical libraries round differently: a grey level here and there may differ.
    const double pixels = static_cast<double>(image.total());
    EXPECT_LT(cv::norm(image, rendered.frame.pixels, cv::NORM_L1) / pixels, 0.1);
    EXPECT_LT(cv::norm(mask, rendered.mask_in_frame, cv::NORM_L1) / 255, 5);
}

}  // namespace
}  // namespace sonomask::phantom
