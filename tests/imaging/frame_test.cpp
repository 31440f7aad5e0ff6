#include "imaging/frame.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "imaging/clip.h"

namespace sonomask {
namespace {

TEST(GreyOf, SharesAGreyFrameAndWeighsColours) {
    Frame grey;
    grey.pixels = cv::Mat(2, 2, CV_8UC1, cv::Scalar(70));
    EXPECT_EQ(greyOf(grey).data, grey.pixels.data);
    Frame red;
    red.pixels = cv::Mat(2, 2, CV_8UC3, cv::Scalar(0, 0, 200));
    EXPECT_EQ(greyOf(red).type(), CV_8UC1);
    EXPECT_NEAR(greyOf(red).at<uchar>(0, 0), 0.299 * 200, 1);
}

class CountingSource : public FrameSource {
  public:
    Frame frame(int) const override {
        ++decoded;
        return {};
    }
    mutable int decoded = 0;
};

TEST(Clip, DecodesOnlyWhatIsAskedForAndRefusesOtherIndices) {
    const auto source = std::make_shared<CountingSource>();
    ClipInfo info;
    info.frame_count = 3;
    const Clip clip(info, source);
    EXPECT_EQ(source->decoded, 0);
    clip.frame(2);
    EXPECT_EQ(source->decoded, 1);
    EXPECT_THROW(clip.frame(3), ReadError);
    EXPECT_THROW(clip.frame(-1), ReadError);
    EXPECT_EQ(source->decoded, 1);
}

}  // namespace
}  // namespace sonomask
