#include "preprocess/depth_ticks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "phantom/random_scene.h"
#include "phantom/render.h"

namespace sonomask::preprocess {
namespace {

/// The patients whose scenes are looked at, once with a depth scale and once without. More by
/// SONOMASK_TICK_PATIENTS, for the figures in docs/descriptors.md.
int patients() {
    const char* wanted = std::getenv("SONOMASK_TICK_PATIENTS");
    return wanted ? std::atoi(wanted) : 12;
}

cv::Mat drawn(phantom::Scene scene, bool depth_scale) {
    scene.surroundings.depth_ruler = depth_scale;
    return phantom::render(scene).frame.pixels;
}

/// Machine screens, text, calipers and body marks are among the surroundings.
TEST(DepthTicks, AreFoundOnPhantomsThatHaveThemOnly) {
    int found = 0;
    int wrong = 0;
    int invented = 0;
    double largest_error = 0;
    for (int patient = 0; patient < patients(); ++patient) {
        const phantom::Scene scene = phantom::drawCase(7, patient, 0, {{480, 360}}).scene;
        const double period = 5 / scene.spacing_mm.y_mm;
        const auto ticks = findDepthTicks(drawn(scene, true));
        if (ticks) {
            ++found;
            const double error = std::abs(ticks->period_px / period - 1);
            wrong += error > 0.01;
            if (error <= 0.01) largest_error = std::max(largest_error, error);
            EXPECT_FALSE(ticks->at_left);
        }
        invented += findDepthTicks(drawn(scene, false)).has_value();
    }
    std::printf("%d phantoms: found %d, wrong %d, invented %d, largest error %.2f %%\n", patients(),
                found, wrong, invented, 100 * largest_error);
    EXPECT_GE(found, 0.75 * patients());
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(invented, 0);
}

/// A column of small dashes every `period` rows, on speckle.
cv::Mat speckledWithDashes(double period, int x, const std::vector<int>& hidden = {}) {
    cv::Mat picture(400, 500, CV_8UC1);
    cv::RNG random(5);
    random.fill(picture, cv::RNG::NORMAL, 60, 20);
    cv::GaussianBlur(picture, picture, {0, 0}, 1.5);
    for (int k = 0; k * period + 12 < picture.rows; ++k)
        if (std::find(hidden.begin(), hidden.end(), k) == hidden.end())
            cv::line(picture, {x, cvRound(12 + k * period)},
                     {x + (k % 5 == 0 ? 9 : 5), cvRound(12 + k * period)}, 220);
    return picture;
}

TEST(DepthTicks, HaveAPeriodFinerThanAPixel) {
    const auto ticks = findDepthTicks(speckledWithDashes(24.3, 470));
    ASSERT_TRUE(ticks);
    EXPECT_NEAR(ticks->period_px, 24.3, 0.05);
    EXPECT_NEAR(ticks->first_y_px, 12, 0.6);
    EXPECT_EQ(ticks->count, 16);
    EXPECT_EQ(ticks->places, 16);
    EXPECT_GT(ticks->confidence, 0.99);
    EXPECT_FALSE(ticks->at_left);
    EXPECT_TRUE(findDepthTicks(speckledWithDashes(24.3, 20))->at_left);
}

TEST(DepthTicks, SurviveHiddenOnes) {
    const auto ticks = findDepthTicks(speckledWithDashes(24.3, 470, {2, 3, 9}));
    ASSERT_TRUE(ticks);
    EXPECT_NEAR(ticks->period_px, 24.3, 0.1);
    EXPECT_EQ(ticks->count, 13);
    EXPECT_EQ(ticks->places, 16);
}

TEST(DepthTicks, AreNotSeenInTheMiddleOfThePicture) {
    EXPECT_FALSE(findDepthTicks(speckledWithDashes(24.3, 250)));
}

TEST(DepthTicks, AreNotTheDottedLineBetweenCalipers) {
    cv::Mat picture = speckledWithDashes(1000, 470);
    for (int k = 0; k < 14; ++k) picture.at<uchar>(100 + 6 * k, 450) = 230;
    EXPECT_FALSE(findDepthTicks(picture));
}

TEST(DepthTicks, AreNotTheRowsOfAMenu) {
    cv::Mat picture(400, 500, CV_8UC1, cv::Scalar(10));
    for (int row = 0; row < 12; ++row)
        cv::putText(picture, "MENU", {12, 30 + 30 * row}, cv::FONT_HERSHEY_SIMPLEX, 0.45, 230);
    EXPECT_FALSE(findDepthTicks(picture));
}

TEST(DepthTicks, NeedFiveMarks) {
    EXPECT_FALSE(findDepthTicks(cv::Mat(300, 300, CV_8UC1, cv::Scalar(0))));
    EXPECT_FALSE(findDepthTicks(cv::Mat(1, 1, CV_8UC1, cv::Scalar(9))));
    EXPECT_FALSE(findDepthTicks(speckledWithDashes(150, 470)));
}

}  // namespace
}  // namespace sonomask::preprocess
