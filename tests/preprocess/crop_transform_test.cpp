#include "preprocess/crop_transform.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "base/error.h"

namespace sonomask::preprocess {
namespace {

struct Layout {
    cv::Rect crop;
    cv::Size frame;
    int size = 512;
};

/// Frames from one pixel to panoramas, with crops anywhere inside.
Layout randomLayout(std::mt19937& random) {
    const auto between = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    const cv::Size frame(between(1, 2000), between(1, 2000));
    const int width = between(1, frame.width);
    const int height = between(1, frame.height);
    const cv::Rect crop(between(0, frame.width - width), between(0, frame.height - height), width,
                        height);
    return {crop, frame, 32 * between(1, 32)};
}

cv::Point2d centroidOf(const cv::Mat& mask) {
    const cv::Moments moments = cv::moments(mask, true);
    return {moments.m10 / moments.m00, moments.m01 / moments.m00};
}

TEST(CropTransform, IsExactlyInvertibleForAnyLayout) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> anywhere(-500, 2500);
    for (int round = 0; round < 2000; ++round) {
        const Layout layout = randomLayout(random);
        const CropTransform transform(layout.crop, layout.frame, layout.size);
        const cv::Point2d in_frame(anywhere(random), anywhere(random));
        const cv::Point2d back = transform.frameFromCrop(transform.cropFromFrame(in_frame));
        ASSERT_NEAR(back.x, in_frame.x, 1e-8) << layout.crop << layout.frame << layout.size;
        ASSERT_NEAR(back.y, in_frame.y, 1e-8) << layout.crop << layout.frame << layout.size;
    }
}

TEST(CropTransform, KeepsTheAspectAndFillsTheLongerSide) {
    std::mt19937 random(2);
    for (int round = 0; round < 500; ++round) {
        const Layout layout = randomLayout(random);
        const CropTransform transform(layout.crop, layout.frame, layout.size);
        const cv::Rect content = transform.contentInCrop();
        EXPECT_EQ(std::max(content.width, content.height), layout.size);
        EXPECT_LE(std::abs(content.width - transform.scale() * layout.crop.width), 2);
        EXPECT_LE(std::abs(content.height - transform.scale() * layout.crop.height), 2);
    }
}

TEST(CropTransform, CentresThePictureAndPadsWithBlack) {
    const cv::Mat frame(100, 200, CV_8UC1, cv::Scalar(200));
    const CropTransform transform({0, 0, 200, 100}, frame.size(), 64);
    const cv::Mat crop = transform.toCrop(frame);
    EXPECT_EQ(transform.contentInCrop(), cv::Rect(0, 16, 64, 32));
    EXPECT_EQ(cv::countNonZero(crop(cv::Rect(0, 0, 64, 15))), 0);
    EXPECT_EQ(cv::countNonZero(crop(cv::Rect(0, 49, 64, 15))), 0);
    EXPECT_EQ(cv::countNonZero(crop(cv::Rect(0, 17, 64, 30)) == 200), 64 * 30);
}

TEST(CropTransform, PictureAndMaskLieOnEachOther) {
    for (const int size : {128, 512, 960}) {
        cv::Mat frame = cv::Mat::zeros(480, 640, CV_8UC1);
        cv::ellipse(frame, {250, 200}, {90, 60}, 25, 0, 360, cv::Scalar(255), cv::FILLED);
        const CropTransform transform({40, 20, 560, 420}, frame.size(), size);
        const double tolerance = 0.1 * std::max(1.0, transform.scale());
        const cv::Point2d expected = transform.cropFromFrame(centroidOf(frame));
        const cv::Point2d in_mask = centroidOf(transform.maskToCrop(frame));
        const cv::Point2d in_picture = centroidOf(transform.toCrop(frame) > 127);
        EXPECT_LT(cv::norm(in_mask - expected), tolerance) << size;
        EXPECT_LT(cv::norm(in_picture - expected), tolerance) << size;
    }
}

TEST(CropTransform, AMaskComesBackToWhereItWasWithinATenthOfAPixel) {
    std::mt19937 random(3);
    for (int round = 0; round < 40; ++round) {
        const cv::Size frame_size(300 + static_cast<int>(random() % 900),
                                  300 + static_cast<int>(random() % 700));
        const cv::Rect crop(static_cast<int>(random() % 50), static_cast<int>(random() % 50),
                            frame_size.width - 60, frame_size.height - 55);
        const CropTransform transform(crop, frame_size, 512);
        cv::Mat mask = cv::Mat::zeros(frame_size, CV_8UC1);
        const cv::Point centre(frame_size.width / 2 + static_cast<int>(random() % 20),
                               frame_size.height / 2 - static_cast<int>(random() % 20));
        cv::ellipse(mask, centre, {70, 45}, static_cast<double>(random() % 180), 0, 360,
                    cv::Scalar(255), cv::FILLED);
        cv::Mat probability;
        transform.toCrop(mask).convertTo(probability, CV_32F, 1.0 / 255);
        const cv::Mat back = transform.toFrame(probability) >= 0.5;
        ASSERT_LT(cv::norm(centroidOf(back) - centroidOf(mask)), 0.1)
            << frame_size << crop << transform.scale();
        ASSERT_NEAR(cv::countNonZero(back), cv::countNonZero(mask), 0.01 * cv::countNonZero(mask));
    }
}

TEST(CropTransform, OutsideTheCropNothingIsFound) {
    const CropTransform transform({100, 50, 200, 200}, {400, 300}, 64);
    const cv::Mat everywhere(64, 64, CV_32FC1, cv::Scalar(1));
    const cv::Mat frame = transform.toFrame(everywhere);
    EXPECT_EQ(frame.size(), cv::Size(400, 300));
    EXPECT_EQ(cv::countNonZero(frame), 200 * 200);
    EXPECT_EQ(cv::countNonZero(frame(cv::Rect(100, 50, 200, 200))), 200 * 200);
}

TEST(CropTransform, ShrinkingAveragesInsteadOfSkippingPixels) {
    cv::Mat stripes(512, 512, CV_8UC1);
    for (int x = 0; x < stripes.cols; ++x) stripes.col(x).setTo(x % 2 == 0 ? 0 : 200);
    const CropTransform transform({0, 0, 512, 512}, stripes.size(), 128);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(transform.toCrop(stripes), mean, deviation);
    EXPECT_NEAR(mean[0], 100, 1);
    EXPECT_LT(deviation[0], 2);
}

TEST(CropTransform, TakesPicturesOfOnePixelAndOfExtremeAspect) {
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(20000, 20), cv::Size(20, 20000)}) {
        const cv::Mat frame(size, CV_8UC1, cv::Scalar(77));
        const CropTransform transform({{0, 0}, size}, size, 256);
        const cv::Mat crop = transform.toCrop(frame);
        EXPECT_EQ(crop.size(), cv::Size(256, 256));
        cv::Mat map;
        crop.convertTo(map, CV_32F);
        EXPECT_EQ(transform.toFrame(map).size(), size);
    }
}

TEST(CropTransform, RefusesACropOutsideTheFrame) {
    EXPECT_THROW(CropTransform({10, 10, 100, 100}, {50, 50}, 64), ConfigError);
    EXPECT_THROW(CropTransform({10, 10, 0, 5}, {50, 50}, 64), ConfigError);
    EXPECT_THROW(CropTransform({0, 0, 50, 50}, {50, 50}, 0), ConfigError);
}

}  // namespace
}  // namespace sonomask::preprocess
