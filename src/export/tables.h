#pragma once

#include <map>
#include <string>
#include <vector>

#include "descriptors/description.h"
#include "descriptors/geometry.h"
#include "imaging/frame.h"
#include "segmentation/lesions.h"

namespace sonomask::report {

/// One row of the measurements table.
struct MeasurementRow {
    FrameOrigin origin;
    int lesion_number = 1;  ///< from 1, within the frame
    double score = 0;
    descriptors::Geometry geometry;
    descriptors::Description description;
    std::map<std::string, std::string> overruled;  ///< the reader's words, by category
};

/// The table as CSV text (RFC 4180, header line, SI decimal point): one line a mass. Values stay
/// empty where there is no scale, or no term; text from files is quoted and cannot become a
/// formula.
std::string measurementsCsv(const std::vector<MeasurementRow>& rows);

}  // namespace sonomask::report
