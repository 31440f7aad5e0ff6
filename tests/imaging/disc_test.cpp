#include <gmock/gmock.h>
#include <opencv2/imgproc.hpp>

#include "imaging/disc.h"

namespace sonomask {
namespace {

class Disc : public ::testing::TestWithParam<int> {
  protected:
    /// Whether all four operations do as OpenCV's with its disc.
    static void compare(const cv::Mat& picture) {
        const int side = 2 * GetParam() + 1;
        const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side});
        const auto differs = [&](int operation, const cv::Mat& found) {
            cv::Mat expected;
            cv::morphologyEx(picture, expected, operation, disc);
            return cv::norm(found, expected, cv::NORM_INF) != 0;
        };
        EXPECT_FALSE(differs(cv::MORPH_DILATE, dilatedByDisc(picture, GetParam())));
        EXPECT_FALSE(differs(cv::MORPH_ERODE, erodedByDisc(picture, GetParam())));
        EXPECT_FALSE(differs(cv::MORPH_OPEN, openedByDisc(picture, GetParam())));
        EXPECT_FALSE(differs(cv::MORPH_CLOSE, closedByDisc(picture, GetParam())));
    }
};

TEST_P(Disc, DoesAsOpenCvs) {
    cv::RNG random(11);
    for (const int type : {CV_8UC1, CV_32FC1})
        for (const cv::Size& size :
             {cv::Size(1, 1), cv::Size(9, 60), cv::Size(70, 5), cv::Size(64, 48)}) {
            cv::Mat picture(size, type);
            random.fill(picture, cv::RNG::UNIFORM, 0, 256);
            compare(picture);
        }
}

TEST_P(Disc, SeesWhatLiesAroundAPart) {
    cv::Mat picture(50, 60, CV_8UC1);
    cv::RNG(12).fill(picture, cv::RNG::UNIFORM, 0, 256);
    compare(picture(cv::Rect(3, 5, 40, 45)));
}

INSTANTIATE_TEST_SUITE_P(OfAnySize, Disc, ::testing::Values(0, 1, 2, 3, 4, 7, 8, 10));

}  // namespace
}  // namespace sonomask
