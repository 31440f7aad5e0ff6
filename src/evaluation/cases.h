#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"
#include "imaging/frame.h"

namespace sonomask::evaluation {

/// One image with its reference mask, as a row of a case table describes it.
struct Case {
    int row = 0;  ///< line in the table, for messages; the header is line 1
    std::filesystem::path table;
    std::string dataset;
    std::string id;  ///< unique within its data set
    std::filesystem::path image;
    std::filesystem::path mask;
    std::string split;    ///< "train", "val", ...
    std::string label;    ///< "benign", "malignant", "normal" or empty; nothing else
    std::string patient;  ///< empty where not known
    std::string device;   ///< empty where not known
    std::optional<PixelSpacing> spacing;
    /// Every other column of the table by its name, e.g. the radiologists' terms.
    std::map<std::string, std::string> others;
};

/// Whom a case shows: patients of different data sets are different people, whatever their ids, and
/// a case whose patient is not known is one of its own.
std::string personOf(const Case& item);

/// Reads a case table: CSV with a header line that names at least the columns dataset, case_id,
/// image, mask and split; label, patient, device and pixel_spacing_mm (with pixel_spacing_y_mm
/// where the vertical spacing differs) are understood where present. Paths are relative to the
/// table's folder. Blanks around names and values are left out. Throws `ReadError` naming the row
/// for text that is not UTF-8, a wrong number of fields, an empty required field, a spacing that is
/// no positive number, another label than these, or an id that occurs twice in a data set, and
/// naming the column that is missing or there twice. Does not look at the images.
std::vector<Case> readCases(const std::filesystem::path& table);

/// The cases of a split (empty = every split) and of these data sets (none = all). Throws
/// `ConfigError` when none is left, when a data set has no case at all, or the table none; the
/// message names what there is.
std::vector<Case> selectCases(const std::vector<Case>& cases, const std::string& split,
                              const std::vector<std::string>& datasets);

/// Throws `ConfigError` where somebody is among both, naming one of the cases: what was learnt from
/// a patient is not judged on the same patient.
void requireOtherPeople(const std::vector<Case>& learnt_from, const std::vector<Case>& judged_on);

/// The image of a case, with the case's spacing as declared calibration. Throws `ReadError` naming
/// the row.
Frame readImage(const Case& item);

/// The reference mask of a case as CV_8UC1 0/255. Throws `ReadError` naming the row when it cannot
/// be read, is not of `image_size`, or holds more than two values (grey: not a mask).
cv::Mat readMask(const Case& item, const cv::Size& image_size);

}  // namespace sonomask::evaluation
