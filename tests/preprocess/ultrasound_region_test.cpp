#include "preprocess/ultrasound_region.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace sonomask::preprocess {
namespace {

/// Speckle as in tissue: Rayleigh distributed, so with dark grains everywhere.
cv::Mat speckle(const cv::Size& size, double brightness) {
    cv::RNG random(9);
    cv::Mat real(size, CV_32FC1);
    cv::Mat imaginary(size, CV_32FC1);
    random.fill(real, cv::RNG::NORMAL, 0, brightness);
    random.fill(imaginary, cv::RNG::NORMAL, 0, brightness);
    cv::GaussianBlur(real, real, {0, 0}, 1.2);
    cv::GaussianBlur(imaginary, imaginary, {0, 0}, 1.2);
    cv::Mat envelope;
    cv::magnitude(real, imaginary, envelope);
    envelope.convertTo(envelope, CV_8U, 3);
    return envelope;
}

void write(cv::Mat& screen, const std::string& text, const cv::Point& at, double scale = 0.6) {
    cv::putText(screen, text, at, cv::FONT_HERSHEY_SIMPLEX, scale, cv::Scalar(230), 1, cv::LINE_AA);
}

/// An 800×600 machine screen with menus left, a text line above and below, and a grey-scale bar.
cv::Mat machineScreen(const cv::Rect& picture, double brightness = 60) {
    cv::Mat screen = cv::Mat::zeros(600, 800, CV_8UC1);
    speckle(picture.size(), brightness).copyTo(screen(picture));
    write(screen, "BREAST LEFT   L12-5   MI 0.9  TIS 0.1", {20, 30});
    write(screen, "Frq 12.0", {15, 120});
    write(screen, "Gn  48", {15, 150});
    write(screen, "D   4.0 cm", {15, 180});
    write(screen, "Dist 1.25 cm   Dist 0.81 cm", {300, 585});
    for (int y = 100; y < 300; ++y) screen.row(y).colRange(775, 783).setTo(255 - (y - 100));
    for (int y = 80; y < 560; y += 40) cv::line(screen, {745, y}, {751, y}, cv::Scalar(200));
    return screen;
}

double overlapOf(const cv::Rect& a, const cv::Rect& b) {
    return double((a & b).area()) / double(a.area() + b.area() - (a & b).area());
}

TEST(FindUltrasoundRegion, LeavesMenusAndTextOut) {
    const cv::Rect picture(160, 60, 560, 480);
    const cv::Rect found = findUltrasoundRegion(machineScreen(picture));
    EXPECT_GT(overlapOf(found, picture), 0.93) << found;
    EXPECT_EQ(found & picture, picture) << "a part of the picture is cut off: " << found;
}

TEST(FindUltrasoundRegion, FindsADarkPictureToo) {
    const cv::Rect picture(160, 60, 560, 480);
    const cv::Rect found = findUltrasoundRegion(machineScreen(picture, 25));
    EXPECT_GT(overlapOf(found, picture), 0.9) << found;
}

TEST(FindUltrasoundRegion, LeavesGreyPanelsAndButtonsOut) {
    const cv::Rect picture(160, 60, 560, 450);
    cv::Mat screen(600, 800, CV_8UC1, cv::Scalar(30));
    speckle(picture.size(), 60).copyTo(screen(picture));
    for (int x = 5; x < 780; x += 160) {
        screen(cv::Rect(x, 555, 150, 40)).setTo(70);
        write(screen, "Freeze", {x + 10, 580});
    }
    const cv::Rect found = findUltrasoundRegion(screen);
    EXPECT_GT(overlapOf(found, picture), 0.93) << found;
    EXPECT_EQ(found & picture, picture) << "a part of the picture is cut off: " << found;
}

TEST(FindUltrasoundRegion, KeepsACystAndAShadowInsideThePicture) {
    const cv::Rect picture(160, 60, 560, 480);
    cv::Mat screen = machineScreen(picture);
    cv::ellipse(screen, {400, 200}, {110, 70}, 0, 0, 360, cv::Scalar(0), cv::FILLED);
    screen(cv::Rect(330, 220, 40, 320)).setTo(2);
    const cv::Rect found = findUltrasoundRegion(screen);
    EXPECT_GT(overlapOf(found, picture), 0.9) << found;
}

TEST(FindUltrasoundRegion, KeepsAPictureThatFillsItsFile) {
    EXPECT_EQ(findUltrasoundRegion(speckle({500, 400}, 60)), cv::Rect(0, 0, 500, 400));
}

TEST(FindUltrasoundRegion, FallsBackToTheWholeFrame) {
    const cv::Rect whole(0, 0, 640, 480);
    EXPECT_EQ(findUltrasoundRegion(cv::Mat::zeros(480, 640, CV_8UC1)), whole);
    cv::Mat text_only = cv::Mat::zeros(480, 640, CV_8UC1);
    write(text_only, "REPORT", {100, 200}, 2);
    EXPECT_EQ(findUltrasoundRegion(text_only), whole);
}

TEST(FindUltrasoundRegion, AcceptsPicturesOfAnySize) {
    EXPECT_EQ(findUltrasoundRegion(cv::Mat(1, 1, CV_8UC1, cv::Scalar(9))), cv::Rect(0, 0, 1, 1));
    EXPECT_FALSE(findUltrasoundRegion(speckle({4000, 10}, 60)).empty());
}

Frame frameWithRegions(const std::vector<UltrasoundRegion>& regions) {
    Frame frame;
    frame.pixels = machineScreen({160, 60, 560, 480});
    frame.calibration.regions = regions;
    return frame;
}

UltrasoundRegion region(const cv::Rect& area, std::uint16_t format, std::uint16_t type) {
    UltrasoundRegion result;
    result.area_in_frame = area;
    result.spatial_format = format;
    result.data_type = type;
    return result;
}

TEST(UltrasoundRegion, TakesTheTissueRegionsOfTheFile) {
    const Frame frame =
        frameWithRegions({region({200, 100, 200, 300}, 1, 1), region({420, 100, 200, 300}, 1, 1),
                          region({0, 450, 800, 100}, 3, 3)});
    EXPECT_EQ(ultrasoundRegion(frame), cv::Rect(200, 100, 420, 300));
}

TEST(UltrasoundRegion, ClipsARegionThatReachesOutsideTheFrame) {
    const Frame frame = frameWithRegions({region({200, 100, 5000, 5000}, 1, 1)});
    EXPECT_EQ(ultrasoundRegion(frame), cv::Rect(200, 100, 600, 500));
}

TEST(UltrasoundRegion, LooksAtThePixelsWhereTheFileNamesNoTissue) {
    const Frame frame = frameWithRegions({region({0, 450, 800, 100}, 3, 3)});
    EXPECT_GT(overlapOf(ultrasoundRegion(frame), {160, 60, 560, 480}), 0.9);
}

}  // namespace
}  // namespace sonomask::preprocess
