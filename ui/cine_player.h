#pragma once

#include <chrono>

#include <QObject>
#include <QTimer>

namespace sonomask::ui {

/// The clock of a cine loop: says which frame is due. Keeps the clip's own rate on average, and
/// slows down rather than leaving frames out when the machine cannot follow.
class CinePlayer final : public QObject {
    Q_OBJECT

  public:
    explicit CinePlayer(QObject* parent = nullptr);

    /// Stops. `frame_time_ms` of 0 means the clip does not say; then 25 frames a second.
    void setClip(int frame_count, double frame_time_ms);
    void play();
    void pause();
    bool isPlaying() const noexcept { return playing_; }
    /// Where playing goes on from; told by whoever shows the frame.
    void setIndex(int index) { index_ = index; }
    void setLooping(bool looping) { looping_ = looping; }
    double framesPerSecond() const { return 1000 / frame_time_ms_; }

  Q_SIGNALS:
    void due(int index);
    void playingChanged(bool playing);

  private:
    using Clock = std::chrono::steady_clock;
    void tick();
    void schedule();

    QTimer timer_;
    Clock::time_point next_;
    int frame_count_ = 0;
    int index_ = 0;
    double frame_time_ms_ = 40;
    bool playing_ = false;
    bool looping_ = true;
};

}  // namespace sonomask::ui
