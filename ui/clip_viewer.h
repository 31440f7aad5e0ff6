#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/findings_store.h"
#include "ui/frame_loader.h"
#include "ui/frame_view.h"

namespace sonomask::ui {

class CineBar;

/// One clip on screen: its picture, the cine controls, and the outlines that the store holds for
/// the frame in view.
class ClipViewer final : public QWidget {
    Q_OBJECT

  public:
    explicit ClipViewer(FindingsStore* findings, QWidget* parent = nullptr);

    /// Shows a clip at one of its frames; `frameShown` or `failed` follows.
    void open(const QString& file, int frame = 0);
    void close();
    void showFrame(int index);
    void step(int by);
    void togglePlaying();
    /// The frames that the reader has marked.
    void setMarkedFrames(const std::vector<int>& frames);

    const QString& file() const noexcept { return file_; }
    int frameIndex() const noexcept { return index_; }
    int frameCount() const noexcept { return frame_count_; }
    /// Null while none of this clip is shown: never a frame of the clip before.
    const Frame* frame() const { return shown_ ? view_->frame() : nullptr; }
    /// The clip was to be shown, and that failed.
    bool isUnreadable() const noexcept { return unreadable_; }
    FrameView* view() const noexcept { return view_; }
    /// What was found in the frame in view; null when it was not segmented.
    const workflow::FrameFindings* findings() const;

  Q_SIGNALS:
    void opened(const sonomask::ClipInfo& info);
    void frameShown(const QString& file, int index);
    void failed(const QString& file, const sonomask::ui::Failure& failure);

  private:
    void showLoaded(int index, const Frame& frame);
    void showFindings();

    FindingsStore* store_;
    FrameLoader* loader_;
    FrameView* view_;
    CineBar* cine_;
    QString file_;
    int first_frame_ = 0;
    int index_ = 0;
    int wanted_ = 0;  ///< the frame asked for last
    int frame_count_ = 0;
    bool shown_ = false;
    bool unreadable_ = false;
    QTimer blank_;  ///< takes the clip before off the screen when the next one is slow to come
};

}  // namespace sonomask::ui
