#include "decoder/read_ahead.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>

#include "base/error.h"

namespace sonomask::test {
namespace {

constexpr int kFrames = 50;
constexpr std::size_t kFrameBytes = 1000;

/// Frames of one value each; counts how often each is decoded.
class CountingSource : public FrameSource {
  public:
    Frame frame(int index) const override {
        {
            const std::lock_guard lock(mutex_);
            decoded_.insert(index);
        }
        if (index == bad_frame) throw ReadError("bad", "file");
        return {cv::Mat(10, 100, CV_8UC1, cv::Scalar(index)), {}, {"file", index}};
    }

    std::multiset<int> decoded() const {
        const std::lock_guard lock(mutex_);
        return decoded_;
    }

    std::atomic<int> bad_frame = -1;

  private:
    mutable std::mutex mutex_;
    mutable std::multiset<int> decoded_;
};

class ReadAheadTest : public testing::Test {
  protected:
    Clip clip(std::size_t byte_limit, int frames) const {
        ClipInfo info;
        info.frame_count = kFrames;
        return decoder::withReadAhead(Clip(info, source_), {byte_limit, frames});
    }

    /// Waits until nothing more is decoded.
    std::multiset<int> settled() const {
        std::multiset<int> before;
        std::multiset<int> now = source_->decoded();
        do {
            before = now;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            now = source_->decoded();
        } while (now != before);
        return now;
    }

    std::shared_ptr<CountingSource> source_ = std::make_shared<CountingSource>();
};

TEST_F(ReadAheadTest, DecodesNothingBeforeItIsAsked) {
    const Clip ahead = clip(100 * kFrameBytes, 4);
    EXPECT_TRUE(settled().empty());
}

TEST_F(ReadAheadTest, DecodesTheFollowingFramesOnce) {
    const Clip ahead = clip(100 * kFrameBytes, 4);
    EXPECT_EQ(ahead.frame(10).pixels.at<std::uint8_t>(0, 0), 10);
    EXPECT_EQ(settled(), (std::multiset<int>{10, 11, 12, 13, 14}));
    EXPECT_EQ(ahead.frame(12).pixels.at<std::uint8_t>(0, 0), 12);
    EXPECT_EQ(settled(), (std::multiset<int>{10, 11, 12, 13, 14, 15, 16}));
}

TEST_F(ReadAheadTest, GoesOnAtTheBegin) {
    const Clip ahead = clip(100 * kFrameBytes, 3);
    (void)ahead.frame(kFrames - 2);
    EXPECT_EQ(settled(), (std::multiset<int>{kFrames - 2, kFrames - 1, 0, 1}));
}

TEST_F(ReadAheadTest, StopsAtTheByteLimit) {
    const Clip ahead = clip(3 * kFrameBytes, 16);
    (void)ahead.frame(0);
    EXPECT_EQ(settled(), (std::multiset<int>{0, 1, 2}));
    (void)ahead.frame(2);
    EXPECT_EQ(settled(), (std::multiset<int>{0, 1, 2, 3, 4}));
}

TEST_F(ReadAheadTest, KeepsNothingThatAloneIsTooLarge) {
    const Clip ahead = clip(kFrameBytes / 2, 16);
    EXPECT_EQ(ahead.frame(7).pixels.at<std::uint8_t>(0, 0), 7);
    EXPECT_EQ(settled(), (std::multiset<int>{7}));
}

TEST_F(ReadAheadTest, TellsAnErrorOnlyForItsFrame) {
    source_->bad_frame = 2;
    const Clip ahead = clip(100 * kFrameBytes, 4);
    (void)ahead.frame(0);
    settled();
    EXPECT_EQ(ahead.frame(1).pixels.at<std::uint8_t>(0, 0), 1);
    EXPECT_THROW((void)ahead.frame(2), ReadError);
    EXPECT_EQ(ahead.frame(3).pixels.at<std::uint8_t>(0, 0), 3);
}

TEST_F(ReadAheadTest, GivesTheRightFramesToManyThreads) {
    const Clip ahead = clip(8 * kFrameBytes, 6);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 500; ++i) {
                const int index = (i * (t + 1)) % kFrames;
                if (ahead.frame(index).pixels.at<std::uint8_t>(5, 5) != index) ++wrong;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace sonomask::test
