#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "workflow/file_list.h"
#include "workflow/session_findings.h"

namespace sonomask::workflow {

struct LearningSetOptions {
    std::filesystem::path folder;       ///< made when missing; must hold no cases.csv yet
    std::string dataset = "corrected";  ///< name of the data set in cases.csv
    double validation_share = 0.2;      ///< of patients that go to the split "val"
};

struct LearningSetSummary {
    std::size_t images = 0;
    std::size_t masses = 0;
    std::size_t kept_for_validation = 0;  ///< images of split "val", which training needs
    std::vector<SkippedFile> skipped;     ///< not reviewed, or not readable
};

/// Exports reviewed studies (stage Reviewed) as a training set: `cases.csv`,
/// `images/`, `masks/`. Of a clip with marked frames these are taken, of another every frame that
/// has a mass, or that the network has looked at and the reader left free of masses.
///
/// De-identified: files are numbered, patients are numbered in the order in which they come, no
/// name, date, UID or path is written; pictures are cropped to the ultrasound region, so that the
/// text around it stays out. What is burned into the ultrasound picture itself is not recognised:
/// look the pictures through before they leave the house. A frame with a mass beyond the region is
/// left out, with its reason.
///
/// A patient's images all go to one split; of two patients or more, one is for validation at least
/// unless the share is 0. Throws `WriteError`, `ConfigError` for a folder that
/// holds a set already, and `Cancelled`; cases.csv is written last, so that a set is whole or none.
LearningSetSummary exportLearningSet(const std::vector<ReadClip>& clips,
                                     const LearningSetOptions& options,
                                     const ProgressCallback& progress = {},
                                     const std::stop_token& stop = {});

}  // namespace sonomask::workflow
