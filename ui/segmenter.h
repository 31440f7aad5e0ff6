#pragma once

#include <QObject>
#include <QStringList>

#include "imaging/clip.h"
#include "ui/model_host.h"
#include "ui/task.h"
#include "workflow/findings.h"
#include "workflow/segment_box.h"

namespace sonomask::ui {

/// What the network found in one clip, to be kept as one change.
struct ClipResult {
    QString file;
    std::vector<workflow::FrameFindings> frames;
    double threshold = 0.5;
    std::string model;              ///< name and version
    bool ahead = false;             ///< nobody asked for it
    bool of_frame_in_view = false;  ///< the reader asked for that very frame
};

/// What the network found in a box that was drawn in a frame.
struct BoxResult {
    QString file;
    workflow::FrameFindings found;  ///< at most one mass
    std::string model;              ///< name and version
};

/// Runs the network over frames and clips in the background and hands each frame's findings over
/// as they come, and a clip's when it is done or cancelled. A clip or a frame that cannot be read
/// is named and the rest goes on.
class Segmenter final : public QObject {
    Q_OBJECT

  public:
    /// Work that nobody waits for gives way to all else.
    enum class Pace { Asked, Ahead };

    explicit Segmenter(ModelHost* host, QObject* parent = nullptr);

    Task* segmentFrame(const QString& file, const Frame& frame);
    /// The mass in a box of the frame; `boxSegmented` follows.
    Task* segmentBox(const QString& file, const Frame& frame, const cv::Rect& box_in_frame);
    /// Every frame of every file, in order.
    Task* segmentClips(const QStringList& files, Pace pace = Pace::Asked);
    /// Ends all segmenting; nothing is handed over any more.
    void stop();

  Q_SIGNALS:
    void segmented(const QString& file, const sonomask::workflow::FrameFindings& findings);
    void finished(const sonomask::ui::ClipResult& result);
    void boxSegmented(const sonomask::ui::BoxResult& result);
    /// Some or all of its frames could not be read; `finished` tells of the others, if any.
    void clipFailed(const QString& file, const sonomask::ui::Failure& failure);

  private:
    /// Brings what it is given to the window's thread, unless `stop` comes first.
    using Post = std::function<void(std::function<void()>)>;

    /// Says on the window's thread whether `stop` has not been called since.
    std::function<bool()> stillWanted() const;
    Post post();
    void segmentClip(const segmentation::Engine& engine, const QString& file, const Clip& clip,
                     Pace pace, const Post& post, const std::stop_token& stop,
                     const std::function<void(int)>& begin);

    ModelHost* host_;
    int stops_ = 0;  ///< what was begun before the last one is nobody's any more
};

}  // namespace sonomask::ui
