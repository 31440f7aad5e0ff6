#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "imaging/clip.h"
#include "workflow/session_state.h"
#include "workflow/study_list.h"

namespace sonomask::workflow {

/// A file and the work on it.
struct LearningStudy {
    Clip clip;
    SessionState state;
};

struct LearningSetOptions {
    std::filesystem::path folder;       ///< made when missing; must hold no cases.csv yet
    std::string dataset = "corrected";  ///< name of the data set in cases.csv
    double validation_share = 0.2;      ///< of patients that go to the split "val"
};

struct LearningSetSummary {
    std::size_t images = 0;
    std::size_t masses = 0;
    std::vector<SkippedFile> skipped;  ///< not reviewed, or not readable
};

/// Exports reviewed studies (stage Reviewed or Exported) as a training set: `cases.csv`,
/// `images/`, `masks/`. A frame is taken when it has a mass, or when the network has looked at it
/// and the reader left it free of masses.
///
/// De-identified: files are numbered, patients are numbered in the order in which they come, no
/// name, date, UID or path is written; pictures are cropped to the ultrasound region, so that the
/// text around it stays out. What is burned into the ultrasound picture itself is not recognised:
/// look the pictures through before they leave the house.
///
/// A patient's images all go to one split. Throws `WriteError`, `ConfigError` for a folder that
/// holds a set already, and `Cancelled`; cases.csv is written last, so that a set is whole or none.
LearningSetSummary exportLearningSet(const std::vector<LearningStudy>& studies,
                                     const LearningSetOptions& options,
                                     const ProgressCallback& progress = {},
                                     const std::stop_token& stop = {});

}  // namespace sonomask::workflow
