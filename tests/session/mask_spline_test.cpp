#include "workflow/mask_spline.h"

#include <cmath>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace sonomask::workflow {
namespace {

using segmentation::Contour;

Contour circle(int points, double radius) {
    Contour result;
    for (int i = 0; i < points; ++i)
        result.emplace_back(100 + radius * std::cos(2 * CV_PI * i / points),
                            100 + radius * std::sin(2 * CV_PI * i / points));
    return result;
}

TEST(MaskSpline, PassesThroughEveryPoint) {
    const Contour points = {{10, 10}, {60, 15}, {70, 60}, {40, 50}, {5, 70}};
    const Contour curve = closedSpline(points, 0.5);
    for (const cv::Point2f& point : points)
        EXPECT_NEAR(cv::pointPolygonTest(curve, point, true), 0, 1e-3);
}

TEST(MaskSpline, FollowsACircleFromAFewPoints) {
    for (const cv::Point2f& point : closedSpline(circle(12, 50)))
        EXPECT_NEAR(std::hypot(point.x - 100, point.y - 100), 50, 0.4);
}

TEST(MaskSpline, SamplesAsDenselyAsAsked) {
    const Contour curve = closedSpline(circle(8, 50), 2);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const cv::Point2f step = curve[(i + 1) % curve.size()] - curve[i];
        EXPECT_LT(std::hypot(step.x, step.y), 3.5);
    }
}

TEST(MaskSpline, UnevenPointsMakeNoLoop) {
    const Contour curve = closedSpline({{0, 0}, {100, 0}, {101, 1}, {100, 60}, {0, 60}});
    Contour hull;
    cv::convexHull(curve, hull);
    EXPECT_NEAR(cv::contourArea(curve), cv::contourArea(hull), 0.08 * cv::contourArea(hull));
}

TEST(MaskSpline, RepeatedPointsDoNoHarm) {
    const Contour curve = closedSpline({{0, 0}, {0, 0}, {50, 0}, {50, 50}, {50, 50}, {0, 0}});
    for (const cv::Point2f& point : curve) EXPECT_TRUE(std::isfinite(point.x + point.y));
}

TEST(MaskSpline, FewerThanThreePointsStayAsTheyAre) {
    EXPECT_EQ(closedSpline({{1, 2}, {3, 4}}), (Contour{{1, 2}, {3, 4}}));
    EXPECT_TRUE(closedSpline({}).empty());
}

TEST(MaskSpline, HandlesAreFewAndGiveTheContourBack) {
    Contour contour;
    for (int i = 0; i < 400; ++i) {
        const double angle = 2 * CV_PI * i / 400;
        const double radius = 60 + 8 * std::sin(5 * angle);
        contour.emplace_back(100 + radius * std::cos(angle), 100 + radius * std::sin(angle));
    }
    const Contour handles = handlesOf(contour, 1.0);
    EXPECT_LT(handles.size(), 50U);
    const Contour spline = closedSpline(handles);
    for (const cv::Point2f& point : contour)
        EXPECT_LE(std::abs(cv::pointPolygonTest(spline, point, true)), 1.0);
}

TEST(MaskSpline, ATinyContourIsItsOwnHandles) {
    EXPECT_EQ(handlesOf({{1, 1}, {3, 1}, {3, 3}}).size(), 3U);
}

}  // namespace
}  // namespace sonomask::workflow
