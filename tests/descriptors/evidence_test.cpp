#include "descriptors/evidence.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "descriptors/patch.h"
#include "shapes.h"

namespace sonomask::descriptors {
namespace {

const cv::Size kFrame(500, 400);
constexpr double kRadius = 40;

/// A flower (an oval with no petals) on tissue of level 110, its inside 40, its right edge soft.
Evidence evidenceFor(const Points& outline, const PixelSpacing& spacing = {1, 1}) {
    cv::Mat grey(kFrame, CV_8UC1, cv::Scalar(110));
    std::vector<cv::Point> corners(outline.begin(), outline.end());
    cv::fillPoly(grey, std::vector{corners}, cv::Scalar(40));
    cv::Mat blurred;
    cv::GaussianBlur(grey, blurred, {0, 0}, 12);
    const cv::Rect right(250, 0, 250, 400);
    blurred(right).copyTo(grey(right));
    const std::vector<cv::Point2f> contour(outline.begin(), outline.end());
    const Patch patch = cutPatch(grey, {{0, 0}, kFrame}, contour, spacing);
    return evidenceOf(patch, marginEdges(patch), kFrame);
}

const Points kOval = flower({250, 150}, kRadius, 0, 0, 1.5);

TEST(Evidence, TheMarginIsSharpWhereThePictureIs) {
    double sharp = 0;
    double soft = 0;
    for (const MarginPoint& point : evidenceFor(kOval).margin) {
        if (point.at_in_frame.x < 220) sharp = std::max(sharp, point.sharpness);
        if (point.at_in_frame.x > 280) soft = std::max(soft, point.sharpness);
    }
    EXPECT_GT(sharp, 0.8);
    EXPECT_LT(soft, 0.5);
}

TEST(Evidence, TheMarginBandLiesAcrossTheOutline) {
    const Evidence evidence = evidenceFor(kOval);
    ASSERT_GE(evidence.margin.size(), 64U);
    for (const MarginPoint& point : evidence.margin) {
        const cv::Point2d middle = 0.5 * (point.inner_in_frame + point.outer_in_frame);
        EXPECT_LT(cv::norm(middle - point.at_in_frame), 0.01);
        const cv::Point2d centre(250, 150);
        EXPECT_GT(cv::norm(point.outer_in_frame - centre), cv::norm(point.inner_in_frame - centre));
    }
}

TEST(Evidence, TheLongAxisLiesInTheMass) {
    const Evidence evidence = evidenceFor(kOval);
    EXPECT_NEAR(evidence.tilt_degrees, 0, 0.5);
    const auto& [from, to] = evidence.long_axis_in_frame;
    EXPECT_NEAR(cv::norm(from - to), 2 * kRadius * 1.5, 1.5);
    EXPECT_NEAR(from.y, 150, 0.5);
}

TEST(Evidence, WhatIsComparedLiesBehindAndBesideTheMass) {
    const Evidence evidence = evidenceFor(kOval);
    ASSERT_GE(evidence.behind_in_frame.size(), 4U);
    for (const cv::Point2d& point : evidence.behind_in_frame) {
        EXPECT_GT(point.y, 150);
        EXPECT_NEAR(point.x, 250, kRadius * 1.5);
    }
    ASSERT_EQ(evidence.beside_behind_in_frame.size(), 2U);
    EXPECT_LT(evidence.beside_behind_in_frame[0].br().x, 250 - kRadius * 1.5);
    EXPECT_GT(evidence.beside_behind_in_frame[1].x, 250 + kRadius * 1.5);
    ASSERT_EQ(evidence.beside_in_frame.size(), 2U);
    EXPECT_NEAR(evidence.beside_in_frame[0].y, 150 - kRadius, 2);
    EXPECT_NEAR(evidence.beside_in_frame[0].height, 2 * kRadius, 3);
}

TEST(Evidence, StaysWithinTheFrame) {
    const cv::Rect2d frame(0, 0, kFrame.width, kFrame.height);
    const Evidence evidence = evidenceFor(flower({70, 330}, kRadius, 0, 0, 1.5));
    for (const cv::Point2d& point : evidence.behind_in_frame) EXPECT_TRUE(frame.contains(point));
    for (const cv::Rect2d& box : evidence.beside_in_frame) EXPECT_EQ(box & frame, box);
    for (const MarginPoint& point : evidence.margin)
        EXPECT_TRUE(frame.contains(point.outer_in_frame));
}

}  // namespace
}  // namespace sonomask::descriptors
