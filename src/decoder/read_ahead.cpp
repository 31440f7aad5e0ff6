#include "decoder/read_ahead.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/processor.h"

namespace sonomask::decoder {
namespace {

constexpr int kMostThreads = 2;

class ReadAheadSource : public FrameSource {
  public:
    ReadAheadSource(Clip clip, const ReadAhead& settings)
        : clip_(std::move(clip)), settings_(settings) {
        // A decoder serves one request at a time: two of them halve the time on two processors.
        const int count = std::min(availableProcessors(), kMostThreads);
        for (int i = 0; i < count; ++i)
            threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
    }

    Frame frame(int index) const override {
        std::unique_lock lock(mutex_);
        latest_ = index;
        failed_.clear();  // what failed for want of something may succeed now
        changed_.notify_all();
        changed_.wait(lock, [&] { return !decoding_.contains(index); });
        if (const auto found = kept_.find(index); found != kept_.end()) return found->second;
        lock.unlock();
        Frame frame = clip_.frame(index);
        lock.lock();
        keep(index, frame);
        changed_.notify_all();  // now the size of a frame is known
        return frame;
    }

  private:
    /// How many steps a player takes from the latest frame to this one.
    int stepsTo(int index) const {
        const int count = clip_.frameCount();
        return (index - latest_ + count) % count;
    }

    void run(const std::stop_token& stop) const {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            const std::optional<int> next = nextToDecode();
            if (!next) {
                changed_.wait(lock, stop, [&] { return nextToDecode().has_value(); });
                continue;
            }
            decoding_.insert(*next);
            lock.unlock();
            std::optional<Frame> frame;
            try {
                frame = clip_.frame(*next);
            } catch (const std::exception&) {
                // Told to whoever asks for this frame: it is decoded anew then.
            }
            lock.lock();
            decoding_.erase(*next);
            if (frame)
                keep(*next, *frame);
            else
                failed_.insert(*next);
            changed_.notify_all();
        }
    }

    /// The nearest frame ahead that is neither kept, in work nor known to fail, while there is
    /// room. None until the first frame has told how large they are.
    std::optional<int> nextToDecode() const {
        if (frame_bytes_ == 0) return std::nullopt;
        const int count = clip_.frameCount();
        for (int step = 1; step <= settings_.frames && step < count; ++step) {
            const int index = (latest_ + step) % count;
            if (kept_.contains(index) || decoding_.contains(index) || failed_.contains(index))
                continue;
            return hasRoomAt(step) ? std::optional(index) : std::nullopt;
        }
        return std::nullopt;
    }

    /// Room is what is free and what frames farther ahead would give up.
    bool hasRoomAt(int step) const {
        std::size_t nearer = frame_bytes_ * (1 + decoding_.size());
        for (const auto& [index, frame] : kept_)
            if (stepsTo(index) < step) nearer += bytesOf(frame);
        return nearer <= settings_.byte_limit;
    }

    void keep(int index, const Frame& frame) const {
        frame_bytes_ = bytesOf(frame);
        if (kept_.emplace(index, frame).second) kept_bytes_ += frame_bytes_;
        while (kept_bytes_ > settings_.byte_limit && !kept_.empty()) {
            auto farthest = kept_.begin();
            for (auto it = kept_.begin(); it != kept_.end(); ++it)
                if (stepsTo(it->first) > stepsTo(farthest->first)) farthest = it;
            kept_bytes_ -= bytesOf(farthest->second);
            kept_.erase(farthest);
        }
    }

    Clip clip_;
    ReadAhead settings_;
    mutable std::mutex mutex_;
    mutable std::condition_variable_any changed_;
    mutable int latest_ = -1;
    mutable std::set<int> decoding_;
    mutable std::set<int> failed_;
    mutable std::map<int, Frame> kept_;
    mutable std::size_t kept_bytes_ = 0;
    mutable std::size_t frame_bytes_ = 0;  ///< of the latest one kept: the others are alike
    std::vector<std::jthread> threads_;    ///< last: end before what they use
};

}  // namespace

Clip withReadAhead(const Clip& clip, const ReadAhead& settings) {
    if (clip.frameCount() < 2) return clip;
    return {clip.info(), std::make_shared<ReadAheadSource>(clip, settings)};
}

}  // namespace sonomask::decoder
