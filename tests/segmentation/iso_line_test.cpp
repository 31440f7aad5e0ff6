#include "segmentation/iso_line.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace sonomask::segmentation {
namespace {

constexpr double kPi = std::numbers::pi;

/// A smooth hill of probability whose 0.5 line is a circle.
cv::Mat hill(const cv::Size& size, const cv::Point2d& centre, double radius, double steepness) {
    cv::Mat map(size, CV_32FC1);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const double inside = radius - std::hypot(x - centre.x, y - centre.y);
            map.at<float>(y, x) = static_cast<float>(1 / (1 + std::exp(-steepness * inside)));
        }
    return map;
}

TEST(IsoLine, FollowsACircleToAFractionOfAPixel) {
    const cv::Point2d centre(40.3, 38.7);
    const auto lines = isoLines(hill({80, 80}, centre, 25.4, 0.5), 0.5F);
    ASSERT_EQ(lines.size(), 1U);
    for (const cv::Point2f& point : lines.front())
        EXPECT_NEAR(std::hypot(point.x - centre.x, point.y - centre.y), 25.4, 0.02);
    EXPECT_NEAR(signedArea(lines.front()), kPi * 25.4 * 25.4, 2);
}

TEST(IsoLine, TurnsTheOtherWayAroundAHole) {
    const cv::Mat ring = hill({80, 80}, {40, 40}, 30, 1) - hill({80, 80}, {40, 40}, 10, 1);
    const auto lines = isoLines(ring, 0.5F);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_GT(signedArea(lines[0]), 0);
    EXPECT_LT(signedArea(lines[1]), 0);
    EXPECT_NEAR(-signedArea(lines[1]), kPi * 100, 5);
}

TEST(IsoLine, ClosesAtTheBorderOfTheMap) {
    const auto lines = isoLines(cv::Mat::ones(10, 20, CV_32FC1), 0.5F);
    ASSERT_EQ(lines.size(), 1U);
    // Half a pixel beyond the outermost centres, corners cut.
    EXPECT_NEAR(signedArea(lines.front()), 10 * 20 - 0.5, 1e-4);
}

TEST(IsoLine, JoinsPixelsThatTouchAtACorner) {
    cv::Mat map = cv::Mat::zeros(4, 4, CV_32FC1);
    map.at<float>(1, 1) = map.at<float>(2, 2) = 1;
    EXPECT_EQ(isoLines(map, 0.5F).size(), 1U);
    cv::Mat mirrored;
    cv::flip(map, mirrored, 1);
    EXPECT_EQ(isoLines(mirrored, 0.5F).size(), 1U);
}

TEST(IsoLine, CountsAPixelAtTheLevelAsInside) {
    cv::Mat map = cv::Mat::zeros(5, 5, CV_32FC1);
    map(cv::Rect(1, 1, 3, 3)).setTo(0.5);
    const auto lines = isoLines(map, 0.5F);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NEAR(signedArea(lines.front()), 4, 1e-5);
}

TEST(IsoLine, GivesNoLineForAMapBelowTheLevel) {
    EXPECT_TRUE(isoLines(cv::Mat::zeros(8, 8, CV_32FC1), 0.5F).empty());
}

}  // namespace
}  // namespace sonomask::segmentation
