#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "imaging/clip.h"
#include "workflow/file_list.h"

namespace sonomask::workflow {

/// Clips that belong together: the files of one DICOM series, or of one folder.
struct Series {
    std::string description;
    std::vector<ClipInfo> clips;  ///< in the order of their file names
};

/// A patient's study; files without DICOM identity form one study per folder, named after it.
struct Study {
    std::string patient_name;
    std::string patient_id;
    std::string date;  ///< YYYYMMDD or empty
    std::string description;
    std::vector<Series> series;
};

struct StudyList {
    std::vector<Study> studies;
    std::vector<SkippedFile> skipped;
};

/// Opens the headers of `files` and sorts them into studies; what is not an image is skipped with
/// its reason. Reports progress per file.
StudyList readStudies(const std::vector<std::filesystem::path>& files,
                      const ProgressCallback& progress = {}, const std::stop_token& stop = {});

/// Adds one opened clip to the list where it belongs (the same rule as `readStudies`).
void addToStudies(StudyList& list, const ClipInfo& clip);

}  // namespace sonomask::workflow
