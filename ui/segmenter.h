#pragma once

#include <QObject>
#include <QStringList>

#include "imaging/frame.h"
#include "ui/model_host.h"
#include "ui/task.h"
#include "workflow/findings.h"

namespace sonomask::ui {

/// Runs the network over frames and clips in the background and hands each frame's findings over
/// as they come. A clip that cannot be read is named and the rest goes on.
class Segmenter final : public QObject {
    Q_OBJECT

  public:
    explicit Segmenter(ModelHost* host, QObject* parent = nullptr);

    Task* segmentFrame(const QString& file, const Frame& frame);
    /// Every frame of every file, in order.
    Task* segmentClips(const QStringList& files);

  Q_SIGNALS:
    void segmented(const QString& file, const sonomask::workflow::FrameFindings& findings);
    void clipFailed(const QString& file, const sonomask::ui::Failure& failure);

  private:
    void handOver(const QString& file, const workflow::FrameFindings& findings);

    ModelHost* host_;
};

}  // namespace sonomask::ui
