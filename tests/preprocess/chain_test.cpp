#include "preprocess/chain.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace sonomask::preprocess {
namespace {

cv::Mat noisy(cv::Size size, double mean, double deviation) {
    cv::RNG random(5);
    cv::Mat picture(size, CV_8UC1);
    random.fill(picture, cv::RNG::NORMAL, mean, deviation);
    return picture;
}

double deviationOf(const cv::Mat& picture) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(picture, mean, deviation);
    return deviation[0];
}

TEST(Normalise, MapsTheMeanToOneHalfAndDeviationsToTheEnds) {
    // Half of the pixels 80, half 120: mean 100, deviation 20; with 2 deviations 60..140 -> 0..1.
    cv::Mat picture(10, 10, CV_8UC1, cv::Scalar(80));
    picture.rowRange(5, 10).setTo(120);
    const cv::Mat result = normalise(picture, {0, 0, 10, 10}, 2);
    EXPECT_EQ(result.type(), CV_32FC1);
    EXPECT_NEAR(result.at<float>(0, 0), 0.25, 1e-6);
    EXPECT_NEAR(result.at<float>(9, 9), 0.75, 1e-6);
}

TEST(Normalise, DoesNotDependOnGainAndOffset) {
    const cv::Mat dark = noisy({64, 64}, 60, 10);
    cv::Mat bright;
    dark.convertTo(bright, CV_8U, 2, 20);
    const cv::Rect all(0, 0, 64, 64);
    EXPECT_LT(cv::norm(normalise(dark, all, 3), normalise(bright, all, 3), cv::NORM_INF), 1e-5);
}

TEST(Normalise, ClampsAndLeavesThePaddingBlack) {
    cv::Mat picture = noisy({64, 64}, 100, 5);
    picture.at<uchar>(20, 20) = 255;
    picture.at<uchar>(21, 20) = 0;
    const cv::Mat result = normalise(picture, {0, 16, 64, 32}, 3);
    EXPECT_EQ(result.at<float>(20, 20), 1);
    EXPECT_EQ(result.at<float>(21, 20), 0);
    EXPECT_EQ(cv::countNonZero(result.rowRange(0, 16)), 0);
    EXPECT_EQ(cv::countNonZero(result.rowRange(48, 64)), 0);
    EXPECT_NEAR(cv::mean(result.rowRange(16, 48))[0], 0.5, 0.02);
}

TEST(Normalise, APictureWithoutContrastIsGrey) {
    const cv::Mat result = normalise(cv::Mat(8, 8, CV_8UC1, cv::Scalar(33)), {0, 0, 8, 8}, 3);
    EXPECT_EQ(cv::countNonZero(result == 0.5F), 64);
}

TEST(DenoiseGaussian, SmoothsWithoutShiftingBrightness) {
    const cv::Mat picture = noisy({128, 128}, 120, 20);
    const cv::Mat result = denoiseGaussian(picture, 1.5);
    EXPECT_LT(deviationOf(result), 0.4 * deviationOf(picture));
    EXPECT_NEAR(cv::mean(result)[0], cv::mean(picture)[0], 1);
}

TEST(DenoiseGaussian, SigmaZeroGivesThePictureBack) {
    const cv::Mat picture = noisy({16, 16}, 120, 20);
    EXPECT_EQ(cv::norm(denoiseGaussian(picture, 0), picture, cv::NORM_INF), 0);
}

/// By definition: sort the window by distance to the centre and average the nearest. Ties at one
/// distance are averaged first, as either could be taken.
double nearestMean(const cv::Mat& padded, int x, int y, int radius, int count) {
    const int centre = padded.at<uchar>(y + radius, x + radius);
    std::vector<int> values;
    for (int j = 0; j <= 2 * radius; ++j)
        for (int i = 0; i <= 2 * radius; ++i) values.push_back(padded.at<uchar>(y + j, x + i));
    std::sort(values.begin(), values.end(),
              [&](int a, int b) { return std::abs(a - centre) < std::abs(b - centre); });
    const int limit = std::abs(values[static_cast<std::size_t>(count - 1)] - centre);
    double sum = 0;
    double tie_sum = 0;
    int taken = 0;
    int ties = 0;
    for (const int value : values) {
        const int distance = std::abs(value - centre);
        if (distance < limit) {
            sum += value;
            ++taken;
        } else if (distance == limit) {
            tie_sum += value;
            ++ties;
        }
    }
    return (sum + tie_sum / ties * (count - taken)) / count;
}

TEST(DenoiseKNearest, IsTheMeanOfTheNearestValuesOfTheWindow) {
    const cv::Mat picture = noisy({24, 18}, 120, 30);
    for (const auto& [radius, count] : {std::pair{1, 5}, std::pair{2, 9}, std::pair{2, 25}}) {
        cv::Mat padded;
        cv::copyMakeBorder(picture, padded, radius, radius, radius, radius, cv::BORDER_REFLECT_101);
        const cv::Mat result = denoiseKNearest(picture, radius, count);
        for (int y = 0; y < picture.rows; ++y)
            for (int x = 0; x < picture.cols; ++x)
                ASSERT_NEAR(result.at<uchar>(y, x), nearestMean(padded, x, y, radius, count),
                            0.501);
    }
}

TEST(DenoiseKNearest, KeepsAnEdgeThatGaussianSmoothingBlurs) {
    cv::Mat step(32, 32, CV_8UC1, cv::Scalar(40));
    step.colRange(16, 32).setTo(200);
    EXPECT_EQ(cv::norm(denoiseKNearest(step, 2, 9), step, cv::NORM_INF), 0);
    EXPECT_GT(cv::norm(denoiseGaussian(step, 1.5), step, cv::NORM_INF), 20);
}

TEST(DenoiseKNearest, ReducesNoise) {
    const cv::Mat picture = noisy({64, 64}, 120, 20);
    EXPECT_LT(deviationOf(denoiseKNearest(picture, 2, 13)), 0.8 * deviationOf(picture));
}

TEST(Equalise, StretchesAFlatPicture) {
    cv::Mat ramp(128, 128, CV_8UC1);
    for (int x = 0; x < 128; ++x) ramp.col(x).setTo(100 + x / 8);
    EXPECT_GT(deviationOf(equalise(ramp, 40, 1)), 2 * deviationOf(ramp));
}

}  // namespace
}  // namespace sonomask::preprocess
