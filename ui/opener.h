#pragma once

#include <filesystem>
#include <vector>

#include <QObject>

#include "ui/task.h"
#include "workflow/study_list.h"

namespace sonomask::ui {

/// Finds and reads the headers of files and folders in the background, and hands them over in the
/// order of their names, a few at a time, as they come.
class Opener final : public QObject {
    Q_OBJECT

  public:
    explicit Opener(QObject* parent = nullptr);

    Task* open(const std::vector<std::filesystem::path>& inputs);

  Q_SIGNALS:
    void found(const std::vector<sonomask::ClipInfo>& clips,
               const std::vector<sonomask::workflow::SkippedFile>& skipped);
};

}  // namespace sonomask::ui
