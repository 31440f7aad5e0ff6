#include "ui/frame_loader.h"

#include <algorithm>
#include <cstdlib>

#include "workflow/open.h"

namespace sonomask::ui {
namespace {

constexpr int kFramesAhead = 12;

}  // namespace

std::optional<Frame> FrameLoader::Cache::find(int index) const {
    const std::lock_guard lock(mutex);
    const auto found = frames.find(index);
    return found == frames.end() ? std::nullopt : std::optional(found->second);
}

void FrameLoader::Cache::add(int index, const Frame& frame, int wanted) {
    const std::lock_guard lock(mutex);
    if (!frames.emplace(index, frame).second) return;
    bytes += bytesOf(frame);
    while (bytes > kCacheBytes && frames.size() > 1) {
        // The frame farthest from the one on screen is the first to go.
        const auto first = frames.begin();
        const auto last = std::prev(frames.end());
        const auto victim =
            std::abs(first->first - wanted) > std::abs(last->first - wanted) ? first : last;
        bytes -= bytesOf(victim->second);
        frames.erase(victim);
    }
}

FrameLoader::FrameLoader(QObject* parent) : QObject(parent), cache_(std::make_shared<Cache>()) {
    pool_.setMaxThreadCount(1);  // in order; a decoder of videos steps forward only
}

FrameLoader::~FrameLoader() {
    close();
    pool_.waitForDone();
}

void FrameLoader::close() {
    pool_.clear();
    cache_->stop.request_stop();
    cache_ = std::make_shared<Cache>();
    frame_count_ = 0;
}

void FrameLoader::open(const std::filesystem::path& file) {
    close();
    pool_.start([this, file, cache = cache_] {
        std::function<void()> outcome;
        try {
            Clip clip = workflow::openClip(file, cache->stop.get_token());
            outcome = [this, info = clip.info()] {
                frame_count_ = info.frame_count;
                Q_EMIT opened(info);
            };
            const std::lock_guard lock(cache->mutex);
            cache->clip = std::move(clip);
        } catch (...) {
            outcome = [this, failure = currentFailure()] { Q_EMIT failed(failure); };
        }
        QMetaObject::invokeMethod(
            this,
            [this, cache, outcome] {
                if (cache == cache_) outcome();
            },
            Qt::QueuedConnection);
    });
}

void FrameLoader::request(int index) {
    if (index < 0 || index >= frame_count_) return;
    pool_.clear();
    ++requests_;
    if (const auto frame = cache_->find(index)) {
        answered_ = requests_;
        Q_EMIT loaded(index, *frame);
    } else {
        start(index, index, requests_);
    }
    for (int ahead = index + 1; ahead < std::min(index + 1 + kFramesAhead, frame_count_); ++ahead)
        if (!isReady(ahead)) start(ahead, index, std::nullopt);
}

bool FrameLoader::isReady(int index) const {
    return cache_->find(index).has_value();
}

void FrameLoader::start(int index, int wanted, std::optional<unsigned> request) {
    pool_.start([this, index, wanted, request, cache = cache_] {
        std::function<void()> outcome;
        try {
            auto frame = cache->find(index);
            if (!frame) {
                frame = cache->clip->frame(index);
                cache->add(index, *frame, wanted);
            }
            outcome = [this, index, frame = *frame] { Q_EMIT loaded(index, frame); };
        } catch (...) {
            outcome = [this, failure = currentFailure()] { Q_EMIT failed(failure); };
        }
        // A frame decoded ahead is announced when it is asked for, its failure too.
        if (!request) return;
        QMetaObject::invokeMethod(
            this,
            [this, cache, outcome, number = *request] {
                if (cache != cache_ || number < answered_) return;
                answered_ = number;
                outcome();
            },
            Qt::QueuedConnection);
    });
}

}  // namespace sonomask::ui
