#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "preprocess/ultrasound_region.h"
#include "segmentation/caliper_marks.h"
#include "segmentation/lesions.h"

namespace sonomask::segmentation {
namespace {

/// Grains of speckle with a dark mass, as bright as a breast picture gets.
cv::Mat speckle(unsigned seed) {
    cv::RNG random(seed);
    cv::Mat noise(300, 400, CV_32FC1);
    random.fill(noise, cv::RNG::NORMAL, 0, 1);
    cv::Mat other = noise.clone();
    random.fill(other, cv::RNG::NORMAL, 0, 1);
    cv::GaussianBlur(noise, noise, {0, 0}, 1.6, 0.9);
    cv::GaussianBlur(other, other, {0, 0}, 1.6, 0.9);
    cv::Mat envelope;
    cv::magnitude(noise, other, envelope);
    envelope = (envelope + 0.02) * 3;
    envelope(cv::Rect(150, 100, 90, 60)) *= 0.15;
    cv::log(envelope, envelope);
    cv::Mat grey;
    envelope.convertTo(grey, CV_8UC1, 45, 120);
    return grey;
}

void drawPlus(cv::Mat& picture, const cv::Point& at, int arm, const cv::Scalar& colour) {
    cv::line(picture, at - cv::Point(arm, 0), at + cv::Point(arm, 0), colour, 1);
    cv::line(picture, at - cv::Point(0, arm), at + cv::Point(0, arm), colour, 1);
}

void drawTimes(cv::Mat& picture, const cv::Point& at, int arm, const cv::Scalar& colour) {
    cv::line(picture, at - cv::Point(arm, arm), at + cv::Point(arm, arm), colour, 1);
    cv::line(picture, at - cv::Point(arm, -arm), at + cv::Point(arm, -arm), colour, 1);
}

std::vector<std::string> warningsOf(const Frame& frame) {
    const cv::Rect region = preprocess::ultrasoundRegion(frame);
    return pictureWarnings(frame, region, caliperMarks(frame, region));
}

std::vector<std::string> warningsFor(const cv::Mat& picture) {
    Frame frame;
    frame.pixels = picture;
    return warningsOf(frame);
}

bool mentions(const std::vector<std::string>& warnings, const std::string& word) {
    for (const std::string& warning : warnings)
        if (warning.find(word) != std::string::npos) return true;
    return false;
}

TEST(PictureWarnings, PlainSpeckleGivesNone) {
    for (unsigned seed = 1; seed <= 10; ++seed)
        EXPECT_TRUE(warningsFor(speckle(seed)).empty()) << seed;
}

TEST(PictureWarnings, SeesPlusCalipers) {
    cv::Mat picture = speckle(1);
    drawPlus(picture, {150, 130}, 6, cv::Scalar(255));
    drawPlus(picture, {240, 128}, 6, cv::Scalar(255));
    EXPECT_TRUE(mentions(warningsFor(picture), "caliper"));
}

TEST(PictureWarnings, SeesObliqueCalipersInColour) {
    cv::Mat picture;
    cv::cvtColor(speckle(2), picture, cv::COLOR_GRAY2BGR);
    drawTimes(picture, {195, 100}, 5, {0, 255, 255});
    drawTimes(picture, {195, 160}, 5, {0, 255, 255});
    const auto warnings = warningsFor(picture);
    EXPECT_TRUE(mentions(warnings, "caliper"));
    EXPECT_FALSE(mentions(warnings, "colour"));
}

TEST(PictureWarnings, OneCrossAloneIsNoCaliper) {
    cv::Mat picture = speckle(3);
    drawPlus(picture, {150, 130}, 6, cv::Scalar(255));
    EXPECT_FALSE(mentions(warningsFor(picture), "caliper"));
}

TEST(PictureWarnings, SeesCalipersThatTouchDigitsAndADottedLine) {
    cv::Mat picture = speckle(1);
    drawPlus(picture, {150, 130}, 6, cv::Scalar(255));
    drawPlus(picture, {240, 128}, 6, cv::Scalar(255));
    cv::putText(picture, "1", {241, 126}, cv::FONT_HERSHEY_PLAIN, 0.8, cv::Scalar(255));
    for (int x = 157; x < 233; x += 4) picture.at<uchar>(130 - (x - 157) / 40, x) = 255;
    cv::line(picture, {157, 130}, {163, 130}, cv::Scalar(255));
    EXPECT_TRUE(mentions(warningsFor(picture), "caliper"));
}

TEST(PictureWarnings, LettersAreNoCalipers) {
    cv::Mat picture = speckle(1);
    cv::putText(picture, "9.4 mm  RT LOQ", {20, 40}, cv::FONT_HERSHEY_PLAIN, 0.8, cv::Scalar(255));
    cv::putText(picture, "HETXXT mm", {20, 280}, cv::FONT_HERSHEY_SIMPLEX, 0.5, cv::Scalar(255));
    EXPECT_FALSE(mentions(warningsFor(picture), "caliper"));
}

TEST(WithoutMarks, TheCrossIsGoneAndTheRestStays) {
    const cv::Mat plain = speckle(1);
    cv::Mat picture = plain.clone();
    drawPlus(picture, {150, 130}, 6, cv::Scalar(255));
    drawPlus(picture, {240, 128}, 6, cv::Scalar(255));
    Frame frame;
    frame.pixels = picture;
    const auto marks = caliperMarks(frame, preprocess::ultrasoundRegion(frame));
    ASSERT_EQ(marks.size(), 2U);
    cv::Mat cleaned = withoutMarks(frame, marks).pixels;
    EXPECT_LT(cleaned.at<uchar>(128, 237), 180);
    for (const cv::Rect& mark : marks)
        cv::rectangle(cleaned, mark + cv::Size(4, 4) - cv::Point(2, 2), cv::Scalar(0), cv::FILLED);
    cv::Mat expected = plain.clone();
    for (const cv::Rect& mark : marks)
        cv::rectangle(expected, mark + cv::Size(4, 4) - cv::Point(2, 2), cv::Scalar(0), cv::FILLED);
    EXPECT_EQ(cv::countNonZero(cleaned != expected), 0);
}

TEST(PictureWarnings, SeesADopplerBox) {
    cv::Mat picture;
    cv::cvtColor(speckle(4), picture, cv::COLOR_GRAY2BGR);
    cv::ellipse(picture, {180, 110}, {14, 7}, 20, 0, 360, {20, 30, 220}, cv::FILLED);
    cv::ellipse(picture, {230, 150}, {10, 6}, 0, 0, 360, {210, 60, 20}, cv::FILLED);
    EXPECT_TRUE(mentions(warningsFor(picture), "colour"));
}

TEST(PictureWarnings, ATintedPictureIsNoDopplerPicture) {
    cv::Mat picture;
    cv::cvtColor(speckle(5), picture, cv::COLOR_GRAY2BGR);
    cv::multiply(picture, cv::Scalar(0.4, 0.75, 1.0), picture);
    EXPECT_TRUE(warningsFor(picture).empty());
}

TEST(PictureWarnings, BelievesTheFileThatNamesAColourFlowRegion) {
    Frame frame;
    frame.pixels = speckle(6);
    UltrasoundRegion region;
    region.area_in_frame = {100, 80, 200, 150};
    region.spatial_format = 1;
    region.data_type = 2;
    frame.calibration.regions = {region};
    EXPECT_TRUE(mentions(warningsOf(frame), "colour"));
}

}  // namespace
}  // namespace sonomask::segmentation
