#include "workflow/mask_edit.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask::workflow {
namespace {

using segmentation::Contour;

cv::Mat none() {
    return cv::Mat::zeros(40, 60, CV_8UC1);
}

cv::Mat box(int x, int y, int width, int height) {
    cv::Mat mask = none();
    mask(cv::Rect(x, y, width, height)).setTo(255);
    return mask;
}

bool same(const cv::Mat& a, const cv::Mat& b) {
    return cv::norm(a, b, cv::NORM_INF) == 0;
}

TEST(MaskEdit, ABrushPaintsThePixelsWithinItsRadius) {
    const cv::Mat dot = paintStroke(none(), {{10, 20}}, 3);
    for (int y = 0; y < dot.rows; ++y)
        for (int x = 0; x < dot.cols; ++x)
            EXPECT_EQ(dot.at<uchar>(y, x) != 0, (x - 10) * (x - 10) + (y - 20) * (y - 20) <= 9);
}

TEST(MaskEdit, AStrokeHasNoGapsHoweverFastTheMouse) {
    const cv::Mat stroke = paintStroke(none(), {{2, 2}, {55, 35}, {2, 35}}, 1);
    EXPECT_EQ(partsOf(stroke).size(), 1U);
}

TEST(MaskEdit, AStrokeMayLeaveTheFrame) {
    EXPECT_EQ(cv::countNonZero(paintStroke(none(), {{-100, -100}}, 5)), 0);
    EXPECT_GT(cv::countNonZero(paintStroke(none(), {{-2, 5}, {80, 5}}, 5)), 0);
}

TEST(MaskEdit, ErasingUndoesPaintingWhereNothingWas) {
    const Contour path = {{10, 10}, {30, 20}};
    EXPECT_TRUE(same(eraseStroke(paintStroke(none(), path, 4), path, 4), none()));
}

TEST(MaskEdit, LeavesItsArgumentAlone) {
    const cv::Mat mask = box(5, 5, 10, 10);
    const cv::Mat before = mask.clone();
    paintStroke(mask, {{30, 30}}, 5);
    removePolygon(mask, {{0, 0}, {60, 0}, {60, 40}});
    fillHoles(mask);
    mergeMasks(mask, box(30, 5, 5, 5));
    EXPECT_TRUE(same(mask, before));
}

TEST(MaskEdit, APolygonHoldsThePixelsWhoseCentresItHolds) {
    EXPECT_TRUE(same(maskFromContour({{9.5F, 4.5F}, {19.5F, 4.5F}, {19.5F, 14.5F}, {9.5F, 14.5F}},
                                     none().size()),
                     box(10, 5, 10, 10)));
}

TEST(MaskEdit, APolygonsAreaIsItsPixelCount) {
    const Contour triangle = {{3, 3}, {53, 8}, {20, 37}};
    EXPECT_NEAR(cv::countNonZero(maskFromContour(triangle, none().size())),
                0.5 * (50 * 34 - 17 * 5), 15);
}

TEST(MaskEdit, NeighbouringPolygonsShareNoPixelAndLeaveNone) {
    const Contour left = {{5, 5}, {25, 5}, {20, 30}, {5, 30}};
    const Contour right = {{25, 5}, {50, 5}, {50, 30}, {20, 30}};
    const cv::Mat a = maskFromContour(left, none().size());
    const cv::Mat b = maskFromContour(right, none().size());
    EXPECT_EQ(cv::countNonZero(a & b), 0);
    EXPECT_TRUE(same(a | b, maskFromContour({{5, 5}, {50, 5}, {50, 30}, {5, 30}}, a.size())));
}

TEST(MaskEdit, FewerThanThreePointsEncloseNothing) {
    EXPECT_EQ(cv::countNonZero(maskFromContour({{3, 3}, {20, 20}}, none().size())), 0);
}

TEST(MaskEdit, PolygonsAreAddedAndRemoved) {
    const Contour square = {{9.5F, 4.5F}, {19.5F, 4.5F}, {19.5F, 14.5F}, {9.5F, 14.5F}};
    EXPECT_TRUE(same(addPolygon(box(5, 5, 10, 10), square), box(5, 5, 15, 10)));
    EXPECT_TRUE(same(removePolygon(box(5, 5, 15, 10), square), box(5, 5, 5, 10)));
}

TEST(MaskEdit, FillsHolesButNotBays) {
    cv::Mat mask = box(5, 5, 20, 20);
    mask(cv::Rect(10, 10, 4, 4)).setTo(0);
    mask(cv::Rect(20, 12, 5, 3)).setTo(0);
    cv::Mat expected = mask.clone();
    expected(cv::Rect(10, 10, 4, 4)).setTo(255);
    EXPECT_TRUE(same(fillHoles(mask), expected));
}

TEST(MaskEdit, PartsComeLargestFirstAndAddUp) {
    const cv::Mat mask = box(2, 2, 5, 5) | box(20, 20, 8, 8);
    const auto parts = partsOf(mask);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_TRUE(same(parts[0], box(20, 20, 8, 8)));
    EXPECT_TRUE(same(parts[0] | parts[1], mask));
}

TEST(MaskEdit, PixelsThatTouchAtACornerAreOnePart) {
    EXPECT_EQ(partsOf(box(2, 2, 2, 2) | box(4, 4, 2, 2)).size(), 1U);
}

TEST(MaskEdit, ACutAtAnyAnglePartsTheMass) {
    const cv::Mat mask = box(10, 5, 30, 30);
    for (const Contour& cut : {Contour{{0, 20}, {59, 21}}, Contour{{25, 0}, {26, 39}},
                               Contour{{5, 0}, {45, 39}}, Contour{{45, 0}, {25, 20}, {45, 39}}}) {
        const auto parts = splitAlong(mask, cut);
        ASSERT_EQ(parts.size(), 2U);
        EXPECT_EQ(cv::countNonZero(parts[0] & parts[1]), 0);
        EXPECT_GT(cv::countNonZero(parts[0] | parts[1]), cv::countNonZero(mask) - 80);
    }
}

TEST(MaskEdit, ACutThatDoesNotPartTheMassLeavesNoScar) {
    const cv::Mat mask = box(10, 5, 30, 30);
    const auto parts = splitAlong(mask, {{0, 20}, {25, 20}});
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_TRUE(same(parts[0], mask));
}

TEST(MaskEdit, MergedMassesAreOnePart) {
    const cv::Mat left = box(3, 5, 10, 10);
    const cv::Mat right = box(40, 25, 10, 10);
    const cv::Mat merged = mergeMasks(left, right);
    EXPECT_EQ(partsOf(merged).size(), 1U);
    EXPECT_TRUE(same(merged & (left | right), left | right));
    EXPECT_LT(cv::countNonZero(merged), 2 * cv::countNonZero(left | right));
}

TEST(MaskEdit, MassesThatTouchAreMergedWithoutABridge) {
    EXPECT_TRUE(same(mergeMasks(box(3, 5, 10, 10), box(13, 5, 10, 10)), box(3, 5, 20, 10)));
}

TEST(MaskEdit, AnotherThresholdKeepsTheMassItWasAskedFor) {
    segmentation::ProbabilityMap map;
    map.transform = preprocess::CropTransform(cv::Rect(0, 0, 64, 64), cv::Size(64, 64), 64);
    map.in_crop = cv::Mat::zeros(64, 64, CV_32FC1);
    map.in_crop(cv::Rect(5, 5, 10, 10)).setTo(0.4);
    map.in_crop(cv::Rect(40, 40, 20, 20)).setTo(0.9);
    map.in_crop(cv::Rect(44, 44, 12, 12)).setTo(0.97);
    cv::Mat mask = cv::Mat::zeros(64, 64, CV_8UC1);
    mask(cv::Rect(40, 40, 20, 20)).setTo(255);

    const auto tighter = rethreshold(map, {}, 0.95, mask);
    ASSERT_TRUE(tighter);
    EXPECT_TRUE(cv::Rect(42, 42, 16, 16).contains(tighter->bounds_in_frame.tl()));
    mask.setTo(0);
    mask(cv::Rect(6, 6, 3, 3)).setTo(255);
    const auto looser = rethreshold(map, {}, 0.2, mask);
    ASSERT_TRUE(looser) << "a reader's mass counts however unlikely the network finds it";
    EXPECT_LT(looser->bounds_in_frame.x, 10);
    EXPECT_FALSE(rethreshold(map, {}, 0.5, mask));
}

TEST(MaskEdit, RefusesWhatIsNoMask) {
    EXPECT_THROW(paintStroke(cv::Mat(4, 4, CV_8UC3), {{1, 1}}, 1), ConfigError);
}

}  // namespace
}  // namespace sonomask::workflow
