#pragma once

#include <vector>

#include <QObject>

#include "imaging/clip.h"
#include "ui/overlay.h"
#include "ui/task.h"
#include "workflow/findings.h"

namespace sonomask::ui {

/// Writes what is on screen to files, in the background; each file appears whole or not at all.
class Exporter final : public QObject {
    Q_OBJECT

  public:
    explicit Exporter(QObject* parent = nullptr);

    /// The masses of one frame as a 0/255 picture of the frame's size.
    Task* mask(const QString& target, const workflow::FrameFindings& findings);
    /// The frame with outlines in the colours on screen.
    Task* overlay(const QString& target, const Frame& frame,
                  const workflow::FrameFindings& findings, const OverlayStyle& style);
    Task* csv(const QString& target, const std::vector<workflow::FrameFindings>& frames);
    Task* json(const QString& target, const ClipInfo& clip,
               const std::vector<workflow::FrameFindings>& frames);

  Q_SIGNALS:
    void written(const QString& target);

  private:
    Task* start(const QString& target, std::function<void()> write);
};

}  // namespace sonomask::ui
