#include "ui/cine_player.h"

#include <algorithm>

namespace sonomask::ui {
namespace {

constexpr double kUsualFrameTimeMs = 40;

std::chrono::nanoseconds nanoseconds(double ms) {
    return std::chrono::nanoseconds(static_cast<long long>(ms * 1e6));
}

}  // namespace

CinePlayer::CinePlayer(QObject* parent) : QObject(parent) {
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &CinePlayer::tick);
}

void CinePlayer::setClip(int frame_count, double frame_time_ms) {
    pause();
    frame_count_ = frame_count;
    frame_time_ms_ = frame_time_ms > 0 ? frame_time_ms : kUsualFrameTimeMs;
    index_ = 0;
}

void CinePlayer::play() {
    if (playing_ || frame_count_ < 2) return;
    playing_ = true;
    if (index_ + 1 >= frame_count_ && !looping_) index_ = -1;
    next_ = Clock::now() + nanoseconds(frame_time_ms_);
    schedule();
    Q_EMIT playingChanged(true);
}

void CinePlayer::pause() {
    if (!playing_) return;
    playing_ = false;
    timer_.stop();
    Q_EMIT playingChanged(false);
}

void CinePlayer::tick() {
    const int following = index_ + 1;
    if (following >= frame_count_ && !looping_) return pause();
    index_ = following % frame_count_;
    next_ += nanoseconds(frame_time_ms_);
    // Far behind (the machine slept, a dialog was open): go on from here instead of rushing.
    if (Clock::now() > next_ + nanoseconds(3 * frame_time_ms_)) next_ = Clock::now();
    schedule();
    Q_EMIT due(index_);
}

void CinePlayer::schedule() {
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next_ - Clock::now());
    timer_.start(std::max(std::chrono::milliseconds(0), wait));
}

}  // namespace sonomask::ui
