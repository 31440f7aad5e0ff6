#pragma once

#include <vector>

#include <QFrame>

#include "ui/cine_player.h"

class QLabel;
class QSlider;
class QToolButton;

namespace sonomask::ui {

class FrameMarks;

/// The controls of a cine loop beneath the picture: play, step, scrub, and marks at the frames in
/// which a mass was found. Hidden for stills.
class CineBar final : public QFrame {
    Q_OBJECT

  public:
    explicit CineBar(QWidget* parent = nullptr);

    void setClip(int frame_count, double frame_time_ms);
    void setIndex(int index);
    /// The frames in which a mass was found.
    void setMarks(const std::vector<int>& frames);
    /// The frames that the reader has marked.
    void setMarked(const std::vector<int>& frames);
    CinePlayer& player() noexcept { return player_; }
    void togglePlaying();

  Q_SIGNALS:
    void frameWanted(int index);

  private:
    QToolButton* button(const QString& icon, const QString& name);
    void showPlaying(bool playing);

    CinePlayer player_;
    QToolButton* play_;
    QToolButton* loop_;
    QSlider* slider_;
    FrameMarks* marks_;
    QLabel* position_;
    QLabel* rate_;
    int frame_count_ = 0;
};

}  // namespace sonomask::ui
