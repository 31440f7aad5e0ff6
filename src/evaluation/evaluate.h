#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "base/progress.h"
#include "evaluation/cases.h"
#include "evaluation/overlap.h"
#include "evaluation/surface_distance.h"

namespace sonomask::evaluation {

/// What is judged: gives the mask of all masses of a frame (CV_8UC1 0/255, of the frame's size).
using Predictor = std::function<cv::Mat(const Frame&)>;

/// Below this IoU with the reference a mass counts as missed.
inline constexpr double kMissedIou = 0.2;

/// What one image gave.
struct CaseResult {
    Case item;
    cv::Size size;
    Confusion counts;
    Overlap overlap;
    std::optional<SurfaceDistance> distance_px;
    std::optional<SurfaceDistance> distance_mm;  ///< only where the case gives its spacing

    bool hasMass() const noexcept { return counts.reference() > 0; }
    /// There is a mass, and the prediction has less than `kMissedIou` in common with it.
    bool isMissed() const noexcept { return hasMass() && overlap.iou < kMissedIou; }
    /// There is no mass, and the prediction shows one.
    bool isFalseMass() const noexcept { return !hasMass() && counts.predicted() > 0; }
};

/// An image that could not be judged, and why.
struct CaseFailure {
    Case item;
    std::string reason;
};

struct EvaluationRun {
    std::vector<CaseResult> results;  ///< in the order of the cases
    std::vector<CaseFailure> failures;
};

/// Compares a predicted mask with the reference of a case.
CaseResult judge(const Case& item, const cv::Mat& predicted, const cv::Mat& reference);

/// Runs `predict` over the cases, each from its file to a mask of the file's size, and writes each
/// mask to `maskFile(mask_folder, case)`. A case whose image or mask cannot be read, or whose id or
/// data set is too long for a file's name, becomes a failure and the rest goes on. Throws
/// `WriteError`, `Cancelled`, and what `predict` throws other than `ReadError`.
EvaluationRun evaluateCases(const std::vector<Case>& cases, const Predictor& predict,
                            const std::filesystem::path& mask_folder,
                            const ProgressCallback& progress = {}, std::stop_token stop = {});

/// Where the predicted mask of a case lies: `folder`/<data set>/<id>.png. Characters that are not
/// safe in file names are written as %XX, so that different ids never share a file.
std::filesystem::path maskFile(const std::filesystem::path& folder, const Case& item);

/// "cases-<data set>.jpg", made safe in the same way.
std::string sheetFileName(const std::string& dataset);

}  // namespace sonomask::evaluation
