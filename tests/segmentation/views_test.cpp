#include "segmentation/views.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace sonomask::segmentation {
namespace {

constexpr int kSize = 96;
const cv::Rect kContent(0, 12, 96, 72);

/// A smooth picture: sampling it twice loses little.
cv::Mat smoothPicture() {
    cv::Mat picture(kSize, kSize, CV_32FC1);
    for (int y = 0; y < kSize; ++y)
        for (int x = 0; x < kSize; ++x)
            picture.at<float>(y, x) =
                static_cast<float>(0.5 + 0.3 * std::sin(0.11 * x) * std::cos(0.07 * y) + 0.002 * x);
    return picture;
}

TEST(Views, WithoutFusionThereIsThePictureAlone) {
    const auto views = viewsFor({}, kContent, kSize);
    ASSERT_EQ(views.size(), 1U);
    const cv::Mat picture = smoothPicture();
    EXPECT_EQ(cv::norm(lookThrough(views.front(), picture), picture, cv::NORM_INF), 0);
}

TEST(Views, FlipIsTheExactMirrorImage) {
    const auto views = viewsFor({.flip = true}, kContent, kSize);
    ASSERT_EQ(views.size(), 2U);
    const cv::Mat picture = smoothPicture();
    cv::Mat mirror;
    cv::flip(picture, mirror, 1);
    EXPECT_EQ(cv::norm(lookThrough(views[1], picture), mirror, cv::NORM_INF), 0);
}

TEST(Views, CornersShowNineTenthsOfWidthAndHeightOfTheContent) {
    const auto views = viewsFor({.corners = true}, kContent, kSize);
    ASSERT_EQ(views.size(), 5U);
    cv::Rect together;
    for (std::size_t i = 1; i < views.size(); ++i) {
        EXPECT_EQ(views[i].region_in_crop.size(), cv::Size(86, 65));
        together |= views[i].region_in_crop;
    }
    EXPECT_EQ(together, kContent);
}

TEST(Views, ANetworkThatCopiesItsInputGivesThePictureBack) {
    const auto views = viewsFor({.flip = true, .corners = true}, kContent, kSize);
    ASSERT_EQ(views.size(), 10U);
    const cv::Mat picture = smoothPicture();
    std::vector<cv::Mat> maps;
    for (const View& view : views) maps.push_back(lookThrough(view, picture));
    const cv::Mat fused = fuse(views, maps);
    const cv::Rect inner(4, 4, kSize - 8, kSize - 8);
    EXPECT_LT(cv::norm(fused(inner), picture(inner), cv::NORM_INF), 0.01);
}

}  // namespace
}  // namespace sonomask::segmentation
