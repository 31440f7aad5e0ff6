#pragma once

#include <filesystem>
#include <vector>

#include <QObject>

#include "imaging/clip.h"
#include "ui/task.h"
#include "workflow/file_list.h"
#include "workflow/session_state.h"

namespace sonomask::ui {

/// Finds and reads the headers of files and folders in the background, and hands them over in the
/// order of their names, a few at a time, as they come.
class Opener final : public QObject {
    Q_OBJECT

  public:
    /// `sessions` is the folder that keeps the work; empty = none is kept.
    explicit Opener(std::filesystem::path sessions, QObject* parent = nullptr);

    Task* open(const std::vector<std::filesystem::path>& inputs);
    /// Ends all opening; nothing is handed over any more.
    void stop();

  Q_SIGNALS:
    /// How far the reading of a clip that was just found had come.
    void readingKept(const QString& file, const sonomask::workflow::StudyReading& reading);
    void found(const std::vector<sonomask::ClipInfo>& clips,
               const std::vector<sonomask::workflow::SkippedFile>& skipped);

  private:
    std::filesystem::path sessions_;
    int stops_ = 0;  ///< what was opened before the last one is nobody's any more
};

}  // namespace sonomask::ui
