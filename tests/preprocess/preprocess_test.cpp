#include "preprocess/preprocess.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "base/error.h"

namespace sonomask::preprocess {
namespace {

Frame noisyFrame(const cv::Size& size, int type = CV_8UC1) {
    cv::RNG random(4);
    Frame frame;
    frame.pixels = cv::Mat(size, type);
    random.fill(frame.pixels, cv::RNG::UNIFORM, 40, 200);
    return frame;
}

TEST(Preprocess, GivesASquareOfFloatsBetweenZeroAndOne) {
    for (const cv::Size size : {cv::Size(640, 480), cv::Size(1, 1), cv::Size(20000, 20)}) {
        const NetworkInput input = preprocess(noisyFrame(size), Settings{});
        EXPECT_EQ(input.pixels.size(), cv::Size(512, 512)) << size;
        EXPECT_EQ(input.pixels.type(), CV_32FC1);
        double low = 0;
        double high = 0;
        cv::minMaxIdx(input.pixels, &low, &high);
        EXPECT_GE(low, 0);
        EXPECT_LE(high, 1);
        EXPECT_EQ(input.transform.frameSize(), size);
    }
}

TEST(Preprocess, ColourFramesGiveTheSameAsTheirGrey) {
    Frame colour = noisyFrame({300, 200}, CV_8UC3);
    Frame grey;
    grey.pixels = greyOf(colour);
    EXPECT_EQ(cv::norm(preprocess(colour, Settings{}).pixels, preprocess(grey, Settings{}).pixels,
                       cv::NORM_INF),
              0);
}

TEST(Preprocess, CropNoneKeepsTheWholeFrame) {
    Frame frame = noisyFrame({640, 480});
    frame.pixels.colRange(0, 200).setTo(0);
    Settings settings;
    EXPECT_NE(preprocess(frame, settings).transform.cropInFrame(), cv::Rect(0, 0, 640, 480));
    settings.crop = Crop::None;
    EXPECT_EQ(preprocess(frame, settings).transform.cropInFrame(), cv::Rect(0, 0, 640, 480));
}

TEST(Preprocess, EachOptionChangesWhatTheNetworkSees) {
    const Frame frame = noisyFrame({640, 480});
    Settings plain;
    plain.denoising = Denoising::None;
    Settings gaussian = plain;
    gaussian.denoising = Denoising::Gaussian;
    Settings nearest = plain;
    nearest.denoising = Denoising::KNearest;
    Settings clahe = plain;
    clahe.equalisation = Equalisation::Clahe;
    const cv::Mat reference = preprocess(frame, plain).pixels;
    for (const Settings& settings : {gaussian, nearest, clahe})
        EXPECT_GT(cv::norm(preprocess(frame, settings).pixels, reference, cv::NORM_L1), 0);
}

TEST(Preprocess, RefusesAFrameWithoutPixels) {
    EXPECT_THROW(preprocess(Frame{}, Settings{}), ReadError);
}

}  // namespace
}  // namespace sonomask::preprocess
