#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "evaluation/evaluate.h"

namespace sonomask::evaluation {

/// A row of a contact sheet: some cases under a heading.
struct SheetRow {
    std::string heading;
    std::vector<const CaseResult*> cases;
};

/// The cases to look at: those of highest, middle and lowest Dice among the images with a mass, and
/// the largest false masses on images without one; at most `columns` of each, no row without cases.
std::vector<SheetRow> chooseCases(const std::vector<const CaseResult*>& results, int columns);

/// What the outlines lie on: the case's picture, or nothing, for a sheet that may be passed on
/// where the pictures may not.
enum class SheetGround { Picture, Plain };

/// Draws the rows (CV_8UC3): each case with the outline of its reference in blue and of its
/// prediction, read from `mask_folder`, in orange, under its id and Dice. Throws `ReadError`.
cv::Mat drawCaseSheet(const std::vector<SheetRow>& rows, const std::filesystem::path& mask_folder,
                      SheetGround ground);

}  // namespace sonomask::evaluation
