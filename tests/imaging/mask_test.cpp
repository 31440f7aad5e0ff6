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

std::string refusal(std::initializer_list<uchar> pixels) {
    try {
        maskFrom(pictureOf(pixels), "m.png");
    } catch (const ReadError& error) {
        return error.reason();
    }
    return "none";
}

TEST(MaskFrom, RefusesGreyValuesAndNamesThem) {
    EXPECT_EQ(refusal({2, 0, 1}), "has the grey values 1, 2: a mask holds 0 and one other value");
    EXPECT_EQ(refusal({0, 3, 4, 5, 6}),
              "has the grey values 3, 4, 5, 6: a mask holds 0 and one other value");
    EXPECT_EQ(refusal({0, 1, 2, 3, 4, 9}),
              "has the grey values 1, 2, 3, 4, …: a mask holds 0 and one other value");
}

}  // namespace
}  // namespace sonomask
