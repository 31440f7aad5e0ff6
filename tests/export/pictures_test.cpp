#include "export/pictures.h"

#include <unistd.h>

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"

namespace sonomask::report {
namespace {

namespace fs = std::filesystem;

Frame greyFrame() {
    Frame frame;
    frame.pixels = cv::Mat(60, 80, CV_8UC1, cv::Scalar(100));
    return frame;
}

std::vector<segmentation::Lesion> squareMass() {
    cv::Mat mask = cv::Mat::zeros(60, 80, CV_8UC1);
    mask(cv::Rect(20, 15, 30, 25)).setTo(255);
    return segmentation::lesionsFromMask(mask);
}

TEST(Overlay, PaintsTheMassAndLeavesTheRestAlone) {
    const Frame frame = greyFrame();
    const cv::Mat picture = overlayOf(frame, squareMass());
    ASSERT_EQ(picture.type(), CV_8UC3);
    ASSERT_EQ(picture.size(), frame.pixels.size());
    EXPECT_EQ(picture.at<cv::Vec3b>(5, 5), cv::Vec3b(100, 100, 100));
    const OverlayStyle style;
    const cv::Vec3b inside = picture.at<cv::Vec3b>(28, 35);
    for (int channel = 0; channel < 3; ++channel)
        EXPECT_NEAR(inside[channel], 100 + style.fill_opacity * (style.outline_bgr[channel] - 100),
                    1);
    // On the left edge, between the last pixel inside and the first outside.
    const cv::Vec3b edge = picture.at<cv::Vec3b>(28, 20);
    EXPECT_GT(edge[0], 180);
    EXPECT_LT(edge[2], 60);
}

TEST(Overlay, DoesNotTouchTheFrame) {
    const Frame frame = greyFrame();
    const cv::Mat before = frame.pixels.clone();
    overlayOf(frame, squareMass());
    EXPECT_EQ(cv::norm(frame.pixels, before, cv::NORM_INF), 0);
}

TEST(Overlay, WithoutOpacityOnlyTheOutlineIsDrawn) {
    OverlayStyle style;
    style.fill_opacity = 0;
    const cv::Mat picture = overlayOf(greyFrame(), squareMass(), style);
    EXPECT_EQ(picture.at<cv::Vec3b>(28, 35), cv::Vec3b(100, 100, 100));
}

TEST(WritePng, GivesTheSamePixelsBack) {
    const fs::path file =
        fs::temp_directory_path() / ("sonomask-png-" + std::to_string(::getpid()) + ".png");
    cv::Mat mask = cv::Mat::zeros(60, 80, CV_8UC1);
    mask(cv::Rect(20, 15, 30, 25)).setTo(255);
    writePng(file, mask);
    const cv::Mat read = cv::imread(file.string(), cv::IMREAD_UNCHANGED);
    ASSERT_EQ(read.type(), CV_8UC1);
    EXPECT_EQ(cv::norm(read, mask, cv::NORM_INF), 0);
    fs::remove(file);
}

TEST(WritePng, SaysWhenTheFolderIsMissing) {
    EXPECT_THROW(writePng("/no/such/folder/mask.png", cv::Mat::zeros(4, 4, CV_8UC1)), WriteError);
}

}  // namespace
}  // namespace sonomask::report
