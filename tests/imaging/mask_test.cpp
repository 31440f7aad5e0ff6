#include "imaging/mask.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask {
namespace {

cv::Mat pictureOf(std::initializer_list<uchar> pixels) {
    return cv::Mat(std::vector<uchar>(pixels), true);
}

TEST(MaskFrom, TakesOneValueBesidesZeroAsTheInside) {
    EXPECT_EQ(cv::countNonZero(maskFrom(pictureOf({0, 1, 1}), "m.png") == 255), 2);
    EXPECT_EQ(cv::countNonZero(maskFrom(pictureOf({0, 0, 0}), "m.png")), 0);
    EXPECT_EQ(cv::countNonZero(maskFrom(pictureOf({255, 255}), "m.png")), 2);
}

TEST(MaskFrom, RefusesGreyValues) {
    EXPECT_THROW(maskFrom(pictureOf({0, 254, 255}), "m.png"), ReadError);
}

}  // namespace
}  // namespace sonomask
