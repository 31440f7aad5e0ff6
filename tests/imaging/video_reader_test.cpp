#include <thread>

#include <gmock/gmock.h>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include "base/error.h"
#include "imaging/reader.h"
#include "support/temporary_folder.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr int kFrames = 24;

struct Container {
    const char* name;
    const char* codec;
    const char* format;
};

/// Each frame shows its number as a row of five black or white squares, which survive compression.
cv::Mat numbered(int number) {
    cv::Mat picture(64, 160, CV_8UC3, cv::Scalar::all(90));
    for (int bit = 0; bit < 5; ++bit)
        picture(cv::Rect(32 * bit, 16, 32, 32)).setTo(cv::Scalar::all((number >> bit & 1) * 255));
    return picture;
}

int numberIn(const Frame& frame) {
    const cv::Mat grey = greyOf(frame);
    int number = 0;
    for (int bit = 0; bit < 5; ++bit)
        if (cv::mean(grey(cv::Rect(32 * bit + 8, 24, 16, 16)))[0] > 127) number |= 1 << bit;
    return number;
}

class VideoReader : public ::testing::TestWithParam<Container> {
  protected:
    VideoReader() : file_(folder_ / GetParam().name) {
        const char* codec = GetParam().codec;
        cv::VideoWriter writer(file_.string(), cv::CAP_FFMPEG,
                               cv::VideoWriter::fourcc(codec[0], codec[1], codec[2], codec[3]), 25,
                               {160, 64});
        for (int i = 0; writer.isOpened() && i < kFrames; ++i) writer.write(numbered(i));
    }

    void SetUp() override {
        if (!fs::exists(file_)) GTEST_SKIP() << "this OpenCV does not write " << GetParam().codec;
    }

    test::TemporaryFolder folder_;
    fs::path file_;
};

TEST_P(VideoReader, SaysWhatTheFileHolds) {
    const ClipInfo info = openVideo(file_).info();
    EXPECT_EQ(info.format, GetParam().format);
    EXPECT_EQ(info.frame_count, kFrames);
    EXPECT_EQ(info.width, 160);
    EXPECT_EQ(info.height, 64);
    EXPECT_NEAR(info.frame_time_ms, 40, 0.1);
}

TEST_P(VideoReader, GivesExactlyTheFrameAskedForBackAndForth) {
    const Clip clip = openVideo(file_);
    for (const int index : {0, 1, 2, 20, 3, 23, 0, 23, 22, 21, 12, 12, 13}) {
        const Frame frame = clip.frame(index);
        EXPECT_EQ(numberIn(frame), index);
        EXPECT_EQ(frame.origin.index, index);
        EXPECT_EQ(frame.origin.file, file_);
    }
}

TEST_P(VideoReader, AFrameStaysAsItWasWhenTheNextIsRead) {
    const Clip clip = openVideo(file_);
    const Frame first = clip.frame(1);
    clip.frame(6);
    EXPECT_EQ(numberIn(first), 1);
}

TEST_P(VideoReader, ThreadsMayShareAClip) {
    const Clip clip = openVideo(file_);
    std::vector<std::jthread> threads;
    for (int start = 0; start < 3; ++start)
        threads.emplace_back([&clip, start] {
            for (int i = start; i < kFrames; i += 5) EXPECT_EQ(numberIn(clip.frame(i)), i);
        });
}

TEST_P(VideoReader, RefusesAFrameBeyondTheEnd) {
    EXPECT_THROW(openVideo(file_).frame(kFrames), ReadError);
}

TEST_P(VideoReader, ATruncatedClipNamesTheFrameThatIsMissing) {
    fs::resize_file(file_, fs::file_size(file_) * 6 / 10);
    try {
        const Clip clip = openVideo(file_);
        EXPECT_EQ(numberIn(clip.frame(0)), 0);
        clip.frame(kFrames - 1);
        FAIL() << "a frame that is not there was read";
    } catch (const ReadError& error) {
        EXPECT_EQ(error.file(), file_);
    }
}

TEST_P(VideoReader, ADeletedClipSaysSo) {
    const Clip clip = openVideo(file_);
    clip.frame(5);
    fs::remove(file_);
    try {
        clip.frame(2);
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_THAT(error.what(), HasSubstr("cannot be opened: No such file"));
    }
}

INSTANTIATE_TEST_SUITE_P(Every, VideoReader,
                         ::testing::Values(Container{"mjpeg.avi", "MJPG", "AVI"},
                                           Container{"mpeg4.avi", "XVID", "AVI"},
                                           Container{"mpeg4.mp4", "mp4v", "MP4"},
                                           Container{"h264.mp4", "avc1", "MP4"}),
                         [](const auto& info) {
                             std::string name = info.param.name;
                             name[name.find('.')] = '_';
                             return name;
                         });

TEST(VideoReaderRefuses, AClaimOfMoreFramesThanBytes) {
    const test::TemporaryFolder folder;
    const fs::path file = folder / "a.mp4";
    cv::VideoWriter writer(file.string(), cv::CAP_FFMPEG,
                           cv::VideoWriter::fourcc('m', 'p', '4', 'v'), 25, {64, 48});
    for (int i = 0; i < 5; ++i) writer.write(cv::Mat(48, 64, CV_8UC3, cv::Scalar::all(20 * i)));
    writer.release();
    if (!fs::exists(file)) GTEST_SKIP() << "this OpenCV does not write MP4";
    std::string bytes = test::readText(file);
    bytes.replace(bytes.find("stts") + 12, 4, "\x7F\xFF\xFF\xFF");  // how many samples
    test::writeText(file, bytes);
    try {
        (void)openVideo(file);
        ADD_FAILURE() << "opened";
    } catch (const ReadError& error) {
        EXPECT_EQ(error.reason(), "is damaged: it claims more frames than it has bytes");
    }
}

TEST(VideoReaderRefuses, ATextFileNamedAvi) {
    const test::TemporaryFolder folder;
    test::writeText(folder / "a.avi", "not a video");
    EXPECT_THROW(openVideo(folder / "a.avi"), ReadError);
}

}  // namespace
}  // namespace sonomask
