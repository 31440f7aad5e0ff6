#include "imaging/mask.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask {
namespace {

cv::Mat pictureOf(std::initializer_list<uchar> pixels) {
    return cv::Mat(std::vector<uchar>(pixels), true);
}

int insideOf(const cv::Mat& picture) {
    return cv::countNonZero(maskFrom(picture, picture.size(), "m.png") == 255);
}

TEST(MaskFrom, TakesOneValueBesidesZeroAsTheInside) {
    EXPECT_EQ(insideOf(pictureOf({0, 1, 1})), 2);
    EXPECT_EQ(insideOf(pictureOf({0, 0, 0})), 0);
    EXPECT_EQ(insideOf(pictureOf({255, 255})), 2);
}

TEST(MaskFrom, TakesOneColourHoweverDarkAsTheInside) {
    cv::Mat picture(4, 4, CV_8UC3, cv::Scalar::all(0));
    EXPECT_EQ(insideOf(picture), 0);
    picture.row(1).setTo(cv::Scalar(2, 0, 0));
    EXPECT_EQ(insideOf(picture), 4);
    picture.at<cv::Vec3b>(3, 3) = {0, 2, 0};
    EXPECT_THROW(insideOf(picture), ReadError);
}

std::string refusal(std::initializer_list<uchar> pixels) {
    try {
        insideOf(pictureOf(pixels));
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
