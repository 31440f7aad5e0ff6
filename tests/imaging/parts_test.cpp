#include "imaging/parts.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace sonomask {
namespace {

std::vector<cv::Rect> sortedBounds(const std::vector<Part>& parts) {
    std::vector<cv::Rect> bounds;
    for (const Part& part : parts) bounds.push_back(part.bounds);
    std::sort(bounds.begin(), bounds.end(), [](const cv::Rect& a, const cv::Rect& b) {
        return std::tuple(a.x, a.y) < std::tuple(b.x, b.y);
    });
    return bounds;
}

TEST(PartsOf, GivesNoneOfAnEmptyMask) {
    EXPECT_TRUE(partsOf(cv::Mat::zeros(20, 30, CV_8UC1)).empty());
}

TEST(PartsOf, JoinsPixelsThatTouchAtACorner) {
    cv::Mat mask = cv::Mat::zeros(6, 6, CV_8UC1);
    mask.at<uchar>(1, 1) = mask.at<uchar>(2, 2) = 7;
    mask.at<uchar>(5, 5) = 255;
    const auto parts = partsOf(mask);
    EXPECT_EQ(sortedBounds(parts), (std::vector<cv::Rect>{{1, 1, 2, 2}, {5, 5, 1, 1}}));
}

TEST(PartsOf, KeepsApartWhatLiesInAHoleAndWhatReachesIntoTheBounds) {
    cv::Mat mask = cv::Mat::zeros(40, 40, CV_8UC1);
    cv::rectangle(mask, {0, 0}, {39, 39}, cv::Scalar(255), 3);  // a frame up to the edge
    cv::circle(mask, {20, 20}, 5, cv::Scalar(255), cv::FILLED);
    const auto parts = partsOf(mask);
    ASSERT_EQ(parts.size(), 2U);
    int pixels = 0;
    cv::Mat joined = cv::Mat::zeros(mask.size(), CV_8UC1);
    for (const Part& part : parts) {
        EXPECT_EQ(cv::countNonZero(part.mask), part.pixels);
        EXPECT_EQ(cv::countNonZero(joined(part.bounds) & part.mask), 0);
        joined(part.bounds).setTo(255, part.mask);
        pixels += part.pixels;
    }
    EXPECT_EQ(cv::countNonZero(joined != mask), 0);
    EXPECT_EQ(pixels, cv::countNonZero(mask));
}

TEST(PartsOf, FindsWhatConnectedComponentsFindInNoise) {
    cv::Mat noise(120, 90, CV_8UC1);
    cv::setRNGSeed(3);
    cv::randu(noise, 0, 256);
    const cv::Mat mask = noise > 160;
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, centroids, 8);
    const auto parts = partsOf(mask);
    ASSERT_EQ(parts.size(), static_cast<std::size_t>(count - 1));
    for (const Part& part : parts) {
        int label = 0;
        for (int y = 0; y < part.mask.rows; ++y)
            for (int x = 0; x < part.mask.cols; ++x)
                if (part.mask.at<uchar>(y, x)) label = labels(part.bounds).at<int>(y, x);
        const int* stat = stats.ptr<int>(label);
        EXPECT_EQ(part.bounds, cv::Rect(stat[0], stat[1], stat[2], stat[3]));
        EXPECT_EQ(part.pixels, stat[cv::CC_STAT_AREA]);
        EXPECT_EQ(cv::countNonZero((labels(part.bounds) == label) != part.mask), 0);
    }
}

TEST(PartsOf, LeavesOutWhatIsNotWanted) {
    cv::Mat mask = cv::Mat::zeros(20, 30, CV_8UC1);
    mask(cv::Rect(1, 1, 3, 3)) = 255;
    mask(cv::Rect(10, 1, 3, 8)) = 255;
    const auto parts = partsOf(mask, [](const cv::Rect& bounds) { return bounds.height > 5; });
    EXPECT_EQ(sortedBounds(parts), (std::vector<cv::Rect>{{10, 1, 3, 8}}));
}

TEST(HolesOf, AreWhatTheMaskEnclosesFourConnected) {
    cv::Mat mask = cv::Mat::zeros(12, 12, CV_8UC1);
    cv::rectangle(mask, cv::Rect(1, 1, 5, 5), cv::Scalar(1));  // any value is inside
    mask(cv::Rect(7, 7, 5, 5)) = 255;                          // reaches the border
    mask.at<uchar>(9, 9) = 0;                                  // a hole of one pixel
    mask.at<uchar>(11, 11) = 0;                                // a notch
    mask.at<uchar>(5, 5) = 0;                                  // a corner: no way out
    const cv::Mat holes = holesOf(mask);
    EXPECT_EQ(holes.type(), CV_8UC1);
    EXPECT_EQ(cv::countNonZero(holes(cv::Rect(2, 2, 3, 3))), 9);
    EXPECT_EQ(holes.at<uchar>(9, 9), 255);
    EXPECT_EQ(cv::countNonZero(holes), 10);
}

}  // namespace
}  // namespace sonomask
