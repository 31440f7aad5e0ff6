#pragma once

#include <vector>

#include <QObject>

#include "export/report.h"
#include "imaging/clip.h"
#include "ui/overlay.h"
#include "ui/task.h"
#include "workflow/file_list.h"
#include "workflow/findings.h"
#include "workflow/session_findings.h"

namespace sonomask::ui {

/// The work on a file as it is being exported.
struct ExportedWork {
    QString file;
    workflow::SessionState state;
};

/// Writes what is on screen to files, in the background; each file appears whole or not at all.
class Exporter final : public QObject {
    Q_OBJECT

  public:
    explicit Exporter(QObject* parent = nullptr);

    /// The masses of one frame as a 0/255 picture of the frame's size.
    Task* mask(const QString& target, const ExportedWork& work,
               const workflow::FrameFindings& findings);
    /// The frame with outlines in the colours on screen.
    Task* overlay(const QString& target, const ExportedWork& work, const Frame& frame,
                  const workflow::FrameFindings& findings, const OverlayStyle& style);
    Task* csv(const QString& target, const ExportedWork& work,
              const std::vector<workflow::FrameFindings>& frames);
    Task* json(const QString& target, const ExportedWork& work, const ClipInfo& clip,
               const std::vector<workflow::FrameFindings>& frames);

    /// The report of a study's clips as PDF, or as HTML where `target` ends in ".html". Clips
    /// without work are counted, not shown; `leftOut` names those that cannot be read, `unreadable`
    /// ones excepted. `reader` stands for one that the work does not name.
    Task* report(const QString& target, const std::vector<workflow::ReadClip>& clips,
                 const std::vector<workflow::SkippedFile>& unreadable,
                 const report::ReportOptions& options, const descriptors::DescribeOptions& describe,
                 const std::string& reader);

  Q_SIGNALS:
    void leftOut(const QString& file, const QString& why);
    void written(const QString& target);
    /// The work is in what was written.
    void exported(const sonomask::ui::ExportedWork& work);

  private:
    Task* start(const QString& target, const ExportedWork& work, std::function<void()> write);
};

}  // namespace sonomask::ui
