#include <gmock/gmock.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "export/mask_png.h"

namespace sonomask::report {
namespace {

/// What another program reads of the file.
cv::Mat readBack(const cv::Mat& mask) {
    const std::vector<std::byte> file = encodeMask(mask);
    const auto* bytes = reinterpret_cast<const uchar*>(file.data());
    return cv::imdecode(std::vector<uchar>(bytes, bytes + file.size()), cv::IMREAD_UNCHANGED);
}

void expectSame(const cv::Mat& mask) {
    const cv::Mat found = readBack(mask);
    ASSERT_EQ(found.type(), CV_8UC1);
    ASSERT_EQ(found.size(), mask.size());
    EXPECT_EQ(cv::norm(found, mask, cv::NORM_INF), 0) << mask.size();
}

TEST(MaskPng, RunsOfEveryLengthComeBack) {
    for (int length = 1; length <= 1100; ++length) {
        cv::Mat mask = cv::Mat::zeros(1, length + 2, CV_8UC1);
        mask(cv::Rect(1, 0, length, 1)).setTo(255);
        expectSame(mask);
    }
}

TEST(MaskPng, MasksOfAnySizeComeBack) {
    for (const cv::Size& size : {cv::Size(1, 1), cv::Size(3, 700), cv::Size(801, 600)})
        for (const int inside : {255, 1, 0}) {
            cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
            cv::ellipse(mask, cv::Point(size) / 2, size / 3, 20, 0, 360, cv::Scalar(inside), -1);
            expectSame(mask);
            expectSame(255 - mask);
        }
}

TEST(MaskPng, PartsOfAPictureAndNoiseComeBack) {
    cv::Mat noise(90, 120, CV_8UC1);
    cv::RNG(5).fill(noise, cv::RNG::UNIFORM, 0, 256);
    expectSame(noise);
    expectSame(noise(cv::Rect(7, 9, 100, 60)));
}

TEST(MaskPng, IsSmallForAMask) {
    cv::Mat mask = cv::Mat::zeros(600, 800, CV_8UC1);
    cv::ellipse(mask, {400, 300}, {120, 80}, 20, 0, 360, cv::Scalar(255), -1);
    EXPECT_LT(encodeMask(mask).size(), 6000U);
}

}  // namespace
}  // namespace sonomask::report
