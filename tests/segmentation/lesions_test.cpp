#include "segmentation/lesions.h"

#include <cmath>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace sonomask::segmentation {
namespace {

constexpr int kSize = 128;

struct Hill {
    cv::Point2d centre;
    double radius;
    double peak = 1;
};

/// A probability map with smooth hills, for a frame of the given size shown whole.
ProbabilityMap mapOf(const std::vector<Hill>& hills, const cv::Size& frame) {
    cv::Mat map = cv::Mat::zeros(kSize, kSize, CV_32FC1);
    for (const Hill& hill : hills)
        for (int y = 0; y < kSize; ++y)
            for (int x = 0; x < kSize; ++x) {
                const double inside =
                    hill.radius - std::hypot(x - hill.centre.x, y - hill.centre.y);
                const auto value = static_cast<float>(hill.peak / (1 + std::exp(-1.5 * inside)));
                map.at<float>(y, x) = std::max(map.at<float>(y, x), value);
            }
    const cv::Rect whole({0, 0}, frame);
    return {map, preprocess::CropTransform(whole, frame, kSize), whole};
}

double areaOf(const Contour& contour) {
    return std::abs(cv::contourArea(contour));
}

/// Pixels whose centre lies inside the outline.
cv::Mat insideOf(const Contour& contour, const cv::Size& size) {
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            if (cv::pointPolygonTest(contour, cv::Point2f(cv::Point(x, y)), false) >= 0)
                mask.at<uchar>(y, x) = 255;
    return mask;
}

/// Greatest turn between neighbouring pieces of the outline, in degrees.
double sharpestTurn(const Contour& contour) {
    double sharpest = 0;
    const std::size_t count = contour.size();
    for (std::size_t i = 0; i < count; ++i) {
        const cv::Point2d a = contour[(i + 1) % count] - contour[i];
        const cv::Point2d b = contour[(i + 2) % count] - contour[(i + 1) % count];
        if (cv::norm(a) < 0.2 || cv::norm(b) < 0.2) continue;
        sharpest = std::max(sharpest, std::abs(std::atan2(a.cross(b), a.dot(b))));
    }
    return sharpest * 180 / CV_PI;
}

TEST(FindLesions, GivesNoneWhereThereIsNoMass) {
    EXPECT_TRUE(findLesions(mapOf({}, {200, 150}), {}, {}).empty());
}

TEST(FindLesions, SeparatesTwoMassesAndPutsTheLargestFirst) {
    const auto lesions =
        findLesions(mapOf({{{40, 64}, 10}, {{90, 64}, 18}}, {kSize, kSize}), {}, {});
    ASSERT_EQ(lesions.size(), 2U);
    EXPECT_NEAR(areaOf(lesions[0].contour_in_frame), CV_PI * 18 * 18, 10);
    EXPECT_NEAR(areaOf(lesions[1].contour_in_frame), CV_PI * 10 * 10, 10);
    EXPECT_TRUE(lesions[0].bounds_in_frame.contains({90, 64}));
}

TEST(FindLesions, MaskHoldsThePixelsWhoseCentreTheOutlineEncloses) {
    for (const cv::Size frame : {cv::Size(kSize, kSize), cv::Size(300, 240), cv::Size(90, 70)}) {
        const auto lesions = findLesions(mapOf({{{60, 66}, 20}}, frame), {}, {});
        ASSERT_EQ(lesions.size(), 1U);
        const cv::Mat mask = maskOf(lesions, frame);
        const cv::Mat inside = insideOf(lesions.front().contour_in_frame, frame);
        EXPECT_EQ(cv::countNonZero(mask != inside), 0) << frame;
    }
}

TEST(FindLesions, OutlineIsASmoothLineAndNoStaircaseInAFrameFinerThanTheMap) {
    const cv::Size frame(5 * kSize, 5 * kSize);
    const auto lesions = findLesions(mapOf({{{64, 64}, 24}}, frame), {}, {});
    ASSERT_EQ(lesions.size(), 1U);
    const Contour& contour = lesions.front().contour_in_frame;
    EXPECT_LT(sharpestTurn(contour), 5);
    const double circumference = cv::arcLength(contour, true);
    EXPECT_NEAR(circumference, 2 * CV_PI * 24 * 5, 0.01 * circumference);
}

TEST(FindLesions, ScoreIsTheMeanOfTheStrongestPixelsWhateverTheEdge) {
    LesionSettings settings;
    settings.threshold = 0.3;
    for (const cv::Size frame : {cv::Size(kSize, kSize), cv::Size(4 * kSize, 4 * kSize)}) {
        ProbabilityMap map = mapOf({{{64, 64}, 20, 0.6}}, frame);
        map.in_crop(cv::Rect(58, 58, 12, 12)).setTo(0.9);
        const auto lesions = findLesions(map, {}, settings);
        ASSERT_EQ(lesions.size(), 1U);
        EXPECT_NEAR(lesions.front().score, 0.9, 0.01) << frame;
    }
}

TEST(FindLesions, ScoreOfASmallMassIsTheMeanOfItsPixels) {
    LesionSettings settings;
    settings.threshold = 0.3;
    settings.minimal_area_px = settings.minimal_score = 0;
    const ProbabilityMap map = mapOf({{{64, 64}, 2, 0.8}}, {kSize, kSize});
    const auto lesions = findLesions(map, {}, settings);
    ASSERT_EQ(lesions.size(), 1U);
    EXPECT_NEAR(lesions.front().score, cv::mean(map.in_crop, map.in_crop >= 0.3F)[0], 1e-6);
}

TEST(FindLesions, DropsAPartWhoseScoreStaysLow) {
    LesionSettings settings;
    settings.threshold = 0.3;
    settings.minimal_score = 0.9;
    EXPECT_TRUE(findLesions(mapOf({{{64, 64}, 20, 0.8}}, {kSize, kSize}), {}, settings).empty());
}

TEST(FindLesions, DropsSmallPartsByPixelsWithoutAScale) {
    const ProbabilityMap map = mapOf({{{64, 64}, 6}}, {kSize, kSize});  // about 113 pixels
    LesionSettings settings;
    settings.minimal_area_px = 100;
    EXPECT_EQ(findLesions(map, {}, settings).size(), 1U);
    settings.minimal_area_px = 130;
    EXPECT_TRUE(findLesions(map, {}, settings).empty());
}

TEST(FindLesions, DropsSmallPartsByMillimetresWithAScale) {
    const ProbabilityMap map = mapOf({{{64, 64}, 6}}, {kSize, kSize});
    Calibration calibration;
    calibration.user_spacing = PixelSpacing{0.1, 0.2};  // about 2.3 mm²
    LesionSettings settings;
    settings.minimal_area_px = 1;
    settings.minimal_area_mm2 = 2;
    EXPECT_EQ(findLesions(map, calibration, settings).size(), 1U);
    settings.minimal_area_mm2 = 3;
    EXPECT_TRUE(findLesions(map, calibration, settings).empty());
}

ProbabilityMap ringMap() {
    ProbabilityMap map = mapOf({{{64, 64}, 30}}, {kSize, kSize});
    map.in_crop -= mapOf({{{64, 64}, 12}}, {kSize, kSize}).in_crop;
    return map;
}

TEST(FindLesions, FillsWhatTheOutlineEncloses) {
    const auto lesions = findLesions(ringMap(), {}, {});
    ASSERT_EQ(lesions.size(), 1U);
    EXPECT_TRUE(lesions.front().holes_in_frame.empty());
    EXPECT_NEAR(cv::countNonZero(lesions.front().mask), CV_PI * 30 * 30, 30);
}

TEST(FindLesions, KeepsHolesWhereAsked) {
    LesionSettings settings;
    settings.fill_holes = false;
    const auto lesions = findLesions(ringMap(), {}, settings);
    ASSERT_EQ(lesions.size(), 1U);
    ASSERT_EQ(lesions.front().holes_in_frame.size(), 1U);
    EXPECT_NEAR(areaOf(lesions.front().holes_in_frame.front()), CV_PI * 12 * 12, 10);
}

TEST(FindLesions, ClosesAMassAtTheFramesEdge) {
    const auto lesions = findLesions(mapOf({{{0, 64}, 20}}, {kSize, kSize}), {}, {});
    ASSERT_EQ(lesions.size(), 1U);
    EXPECT_EQ(lesions.front().bounds_in_frame.x, 0);
    EXPECT_NEAR(areaOf(lesions.front().contour_in_frame), CV_PI * 200 + 20, 15);
}

TEST(LesionsFromMask, KeepsTheMaskToThePixel) {
    cv::Mat mask = cv::Mat::zeros(120, 160, CV_8UC1);
    cv::ellipse(mask, {50, 60}, {30, 18}, 25, 0, 360, cv::Scalar(255), cv::FILLED);
    cv::circle(mask, {120, 40}, 12, cv::Scalar(7), cv::FILLED);
    cv::circle(mask, {120, 40}, 4, cv::Scalar(0), cv::FILLED);
    mask.at<uchar>(5, 5) = 255;
    const auto lesions = lesionsFromMask(mask);
    ASSERT_EQ(lesions.size(), 3U);
    EXPECT_EQ(lesions[1].holes_in_frame.size(), 1U);
    EXPECT_EQ(cv::countNonZero((mask != 0) != maskOf(lesions, mask.size())), 0);
    for (const Lesion& lesion : lesions) {
        EXPECT_GE(lesion.contour_in_frame.size(), 3U);
        EXPECT_DOUBLE_EQ(lesion.score, 1);
    }
}

TEST(LesionsFromMask, OutlineOfADiscHasItsPerimeter) {
    cv::Mat mask = cv::Mat::zeros(120, 120, CV_8UC1);
    for (int y = 0; y < 120; ++y)
        for (int x = 0; x < 120; ++x)
            if (std::hypot(x - 60.2, y - 59.6) <= 35) mask.at<uchar>(y, x) = 255;
    const auto lesions = lesionsFromMask(mask);
    ASSERT_EQ(lesions.size(), 1U);
    EXPECT_NEAR(cv::arcLength(lesions.front().contour_in_frame, true), 2 * CV_PI * 35, 2);
    EXPECT_NEAR(areaOf(lesions.front().contour_in_frame), CV_PI * 35 * 35, 15);
}

TEST(LesionsFromMask, KeepsALineOfOnePixelsWidth) {
    cv::Mat mask = cv::Mat::zeros(40, 40, CV_8UC1);
    cv::line(mask, {5, 5}, {30, 20}, cv::Scalar(255), 1);
    const auto lesions = lesionsFromMask(mask);
    ASSERT_EQ(lesions.size(), 1U);
    EXPECT_GE(lesions.front().contour_in_frame.size(), 3U);
}

}  // namespace
}  // namespace sonomask::segmentation
