#include "evaluation/overlap.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask::evaluation {
namespace {

cv::Mat maskWith(const cv::Rect& mass) {
    cv::Mat mask = cv::Mat::zeros(10, 20, CV_8UC1);
    mask(mass).setTo(255);
    return mask;
}

TEST(Overlap, CountsAndMeasuresAHandComputedCase) {
    // Two 4×4 squares that share 2×4 pixels, in a picture of 200.
    const Confusion counts = confusionOf(maskWith({2, 2, 4, 4}), maskWith({4, 2, 4, 4}));
    EXPECT_EQ(counts, (Confusion{8, 8, 8, 176}));
    const Overlap overlap = overlapOf(counts);
    EXPECT_DOUBLE_EQ(overlap.accuracy, 184.0 / 200);
    EXPECT_DOUBLE_EQ(overlap.precision, 0.5);
    EXPECT_DOUBLE_EQ(overlap.recall, 0.5);
    EXPECT_DOUBLE_EQ(overlap.specificity, 176.0 / 184);
    EXPECT_DOUBLE_EQ(overlap.iou, 8.0 / 24);
    EXPECT_DOUBLE_EQ(overlap.dice, 16.0 / 32);
}

TEST(Overlap, UnderSegmentationLowersRecallNotPrecision) {
    const Overlap overlap = overlapOf(confusionOf(maskWith({2, 2, 2, 4}), maskWith({2, 2, 4, 4})));
    EXPECT_DOUBLE_EQ(overlap.precision, 1);
    EXPECT_DOUBLE_EQ(overlap.recall, 0.5);
}

TEST(Overlap, IsUndefinedWhereNothingIsThereToMeasure) {
    const cv::Mat empty = cv::Mat::zeros(10, 20, CV_8UC1);
    const Overlap overlap = overlapOf(confusionOf(empty, empty));
    EXPECT_DOUBLE_EQ(overlap.accuracy, 1);
    EXPECT_DOUBLE_EQ(overlap.specificity, 1);
    EXPECT_TRUE(std::isnan(overlap.precision));
    EXPECT_TRUE(std::isnan(overlap.recall));
    EXPECT_TRUE(std::isnan(overlap.iou));
    EXPECT_TRUE(std::isnan(overlap.dice));
}

TEST(Overlap, AMissedMassCountsAsZeroDice) {
    const cv::Mat empty = cv::Mat::zeros(10, 20, CV_8UC1);
    EXPECT_DOUBLE_EQ(overlapOf(confusionOf(empty, maskWith({0, 0, 5, 5}))).dice, 0);
}

TEST(Overlap, PoolsCountsOverPictures) {
    Confusion pooled{1, 2, 3, 4};
    pooled += Confusion{10, 20, 30, 40};
    EXPECT_EQ(pooled, (Confusion{11, 22, 33, 44}));
}

TEST(Overlap, AnyNonZeroValueIsMass) {
    cv::Mat ones = maskWith({2, 2, 4, 4}) / 255;
    EXPECT_EQ(confusionOf(ones, maskWith({2, 2, 4, 4})), (Confusion{16, 0, 0, 184}));
}

TEST(Overlap, RefusesMasksOfDifferentSize) {
    EXPECT_THROW(confusionOf(cv::Mat::zeros(10, 20, CV_8UC1), cv::Mat::zeros(20, 10, CV_8UC1)),
                 ConfigError);
}

}  // namespace
}  // namespace sonomask::evaluation
