#include "segmentation/rounding.h"

#include <gtest/gtest.h>

namespace sonomask::segmentation {
namespace {

/// A disc of radius 20 whose probability falls by `slope` a pixel across its outline, at 0.5.
cv::Mat disc(float slope) {
    cv::Mat map(64, 64, CV_32FC1);
    for (int y = 0; y < map.rows; ++y)
        for (int x = 0; x < map.cols; ++x) {
            const double outwards = cv::norm(cv::Point(x, y) - cv::Point(32, 32)) - 20;
            map.at<float>(y, x) = 0.5F - slope * static_cast<float>(outwards);
        }
    return map;
}

TEST(HangsOnRounding, IsFalseForASteepOutlineAndForNone) {
    EXPECT_FALSE(hangsOnRounding(disc(0.2F), 0.5, 0, 0.02));
    EXPECT_FALSE(hangsOnRounding(cv::Mat::zeros(64, 64, CV_32FC1), 0.5, 0, 0.02));
}

TEST(HangsOnRounding, IsTrueForAFlatOutlineAndForAMassThatJustReachesTheThreshold) {
    EXPECT_TRUE(hangsOnRounding(disc(0.01F), 0.5, 0, 0.02));
    cv::Mat faint = cv::Mat::zeros(64, 64, CV_32FC1);
    faint(cv::Rect(20, 20, 10, 10)) = 0.49;
    EXPECT_TRUE(hangsOnRounding(faint, 0.5, 0, 0.02));
}

TEST(HangsOnRounding, IsFalseForAFaintPartThatMakesNoMass) {
    cv::Mat map = disc(0.2F);
    map(cv::Rect(0, 0, 9, 9)) = 0.49;
    EXPECT_TRUE(hangsOnRounding(map, 0.5, 0, 0.02));
    EXPECT_TRUE(hangsOnRounding(map, 0.5, 0.5, 0.02));
    EXPECT_FALSE(hangsOnRounding(map, 0.5, 0.7, 0.02));
}

TEST(HangsOnRounding, NeverWithoutRounding) {
    EXPECT_FALSE(hangsOnRounding(disc(0.01F), 0.5, 0, roundingOf("fp32")));
    EXPECT_LT(roundingOf("bf16"), roundingOf("int8"));
}

}  // namespace
}  // namespace sonomask::segmentation
