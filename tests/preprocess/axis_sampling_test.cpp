#include "preprocess/axis_sampling.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace sonomask::preprocess {
namespace {

cv::Mat noise(const cv::Size& size, int type) {
    cv::Mat picture(size, type);
    cv::setRNGSeed(1);
    cv::randu(picture, 0, type == CV_8UC1 ? 256 : 1);
    return picture;
}

double greatestDifference(const cv::Mat& a, const cv::Mat& b) {
    return cv::norm(a, b, cv::NORM_INF);
}

/// The samples smoothed among themselves.
AxisSampling smoothed(const AxisSampling& sampling, double sigma) {
    return joined(sampling, smoothing(sampling.samples(), sigma));
}

TEST(AxisSampling, AveragesAsOpenCvDoes) {
    for (const cv::Size size : {cv::Size(800, 600), cv::Size(333, 257), cv::Size(512, 192)}) {
        const cv::Mat picture = noise(size, CV_8UC1);
        cv::Mat expected;
        cv::resize(picture, expected, {256, 192}, 0, 0, cv::INTER_AREA);
        const cv::Mat found =
            resample(picture, averaging(size.width, 256), averaging(size.height, 192));
        expected.convertTo(expected, CV_32F);
        EXPECT_LE(greatestDifference(found, expected), 0.501) << size;  // it rounds to whole levels
    }
}

TEST(AxisSampling, InterpolatesAndSmoothsAsOpenCvDoes) {
    const cv::Mat map = noise({64, 48}, CV_32FC1);
    constexpr int kTimes = 4;
    const double first = 0.5 / kTimes - 0.5;
    const auto columns = interpolating(map.cols, first, 1.0 / kTimes, kTimes * map.cols);
    const auto rows = interpolating(map.rows, first, 1.0 / kTimes, kTimes * map.rows);
    cv::Mat expected;
    cv::resize(map, expected, {}, kTimes, kTimes, cv::INTER_LINEAR);
    EXPECT_LT(greatestDifference(resample(map, columns, rows), expected), 1e-5);
    cv::GaussianBlur(expected, expected, {0, 0}, 2.0, 2.0, cv::BORDER_REPLICATE);
    EXPECT_LT(greatestDifference(resample(map, smoothed(columns, 2), smoothed(rows, 2)), expected),
              1e-5);
}

TEST(AxisSampling, SmoothsBeforeItInterpolates) {
    const cv::Mat picture = noise({80, 60}, CV_8UC1);
    cv::Mat smooth;
    picture.convertTo(smooth, CV_32F);
    cv::GaussianBlur(smooth, smooth, {0, 0}, 1.3, 0.9, cv::BORDER_REPLICATE);
    const auto columns = interpolating(80, 11.2, 1.7, 30);
    const auto rows = interpolating(60, 3.5, 1.2, 40);
    const cv::Mat found =
        resample(picture, joined(smoothing(80, 1.3), columns), joined(smoothing(60, 0.9), rows));
    EXPECT_LT(greatestDifference(found, resample(smooth, columns, rows)), 1e-3);
}

TEST(AxisSampling, SmoothsAnAxisShorterThanTheGaussian) {
    const cv::Mat picture = noise({5, 3}, CV_32FC1);
    cv::Mat expected;
    cv::GaussianBlur(picture, expected, {0, 0}, 4.0, 4.0, cv::BORDER_REPLICATE);
    EXPECT_LT(greatestDifference(resample(picture, smoothing(5, 4), smoothing(3, 4)), expected),
              1e-5);
}

TEST(AxisSampling, ResizesAsOpenCvDoes) {
    const cv::Mat picture = noise({90, 70}, CV_32FC1);
    for (const cv::Size size : {cv::Size(30, 20), cv::Size(200, 90)}) {
        cv::Mat expected;
        cv::resize(picture, expected, size, 0, 0,
                   size.width < 90 ? cv::INTER_AREA : cv::INTER_LINEAR);
        const cv::Mat found =
            resample(picture, resizing(90, size.width), resizing(70, size.height));
        EXPECT_LT(greatestDifference(found, expected), 1e-5) << size;
    }
}

TEST(AxisSampling, RepeatsTheEndsBeyondThem) {
    const cv::Mat map = (cv::Mat_<float>(1, 3) << 1, 2, 4);
    const cv::Mat found =
        resample(map, interpolating(3, -2, 1.5, 5), interpolating(1, 0.25, 0.5, 2));
    EXPECT_EQ(greatestDifference(found.row(0), found.row(1)), 0);
    EXPECT_FLOAT_EQ(found.at<float>(0, 0), 1);
    EXPECT_FLOAT_EQ(found.at<float>(0, 1), 1);
    EXPECT_FLOAT_EQ(found.at<float>(0, 2), 2);
    EXPECT_FLOAT_EQ(found.at<float>(0, 3), 4);
    EXPECT_FLOAT_EQ(found.at<float>(0, 4), 4);
}

TEST(AxisSampling, APartIsThatPartOfTheWhole) {
    const cv::Mat map = noise({40, 30}, CV_32FC1);
    const auto columns = smoothed(interpolating(40, 0.3, 0.4, 90), 1.2);
    const auto rows = smoothed(interpolating(30, -0.2, 0.5, 58), 1.0);
    const cv::Mat whole = resample(map, columns, rows);
    const cv::Rect part(13, 7, 50, 33);
    const cv::Mat found = resample(map, partOf(columns, {13, 63}), partOf(rows, {7, 40}));
    EXPECT_EQ(greatestDifference(found, whole(part)), 0);
}

TEST(AxisSampling, KnowsWhichSamplesSeeAValue) {
    const auto columns = smoothed(interpolating(40, 0.3, 0.4, 90), 1.2);
    const cv::Range range(12, 15);
    const cv::Range seeing = samplesSeeing(columns, range);
    for (int i = 0; i < columns.samples(); ++i) {
        const int first = columns.first[static_cast<std::size_t>(i)];
        const bool sees = first < range.end && first + columns.taps > range.start;
        EXPECT_EQ(sees, i >= seeing.start && i < seeing.end) << i;
    }
}

}  // namespace
}  // namespace sonomask::preprocess
