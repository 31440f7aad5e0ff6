#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

#include <opencv2/core.hpp>

#include "base/progress.h"
#include "dicom/write.h"

namespace sonomask::phantom {

/// What `writePhantomStudy` makes.
struct PhantomOptions {
    std::uint64_t seed = 1;  ///< the same options give the same pixels and tables
    int stills = 2;          ///< two views of each patient; for a training set, hundreds
    int cine_frames = 40;    ///< of a sweep over one more patient's mass; 0 = no cine loop
    cv::Size frame_size{640, 480};
    bool surroundings = true;      ///< menus, calipers, text and marks on some of the stills
    double validation_part = 0.2;  ///< share of patients whose split is "val"; the rest "train"
    dicom::Encoding cine_encoding = dicom::Encoding::JpegBaseline;
};

/// The files of a written study.
struct PhantomStudy {
    std::filesystem::path case_table;  ///< cases.csv: one row a still, with its BI-RADS terms
    std::filesystem::path mass_table;  ///< masses.csv: true measures of each mass in each frame
    std::vector<std::filesystem::path> stills;
    std::vector<std::filesystem::path> still_masks;
    std::optional<std::filesystem::path> cine;      ///< multi-frame DICOM
    std::vector<std::filesystem::path> cine_masks;  ///< one a frame
};

/// Writes a simulated study into `folder` (made if missing). `images/` holds what a reader opens:
/// PNG stills and a multi-frame DICOM of a sweep (SequenceOfUltrasoundRegions, made-up identity);
/// `masks/` the reference mask of each still and, in `masks/sweep/`, of each frame. Then
/// `masses.csv`, and last `cases.csv`, so that a folder with a case table is complete.
///
/// Throws `ConfigError` for options that cannot be, `WriteError` when the folder holds anything of
/// these names already or does not take the files, `Cancelled` after a stop. Then nothing of the
/// study is left behind.
PhantomStudy writePhantomStudy(const std::filesystem::path& folder, const PhantomOptions& options,
                               const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace sonomask::phantom
