#pragma once

#include <map>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "descriptors/description.h"
#include "descriptors/geometry.h"
#include "imaging/clip.h"
#include "segmentation/lesions.h"

namespace sonomask::workflow {

/// One mass with what was measured on it.
struct LesionFinding {
    segmentation::Lesion lesion;
    descriptors::Geometry geometry;
    descriptors::Description description;          ///< BI-RADS terms with what stands behind them
    std::map<std::string, std::string> overruled;  ///< the reader's words, by category
};

/// What was found in one frame.
struct FrameFindings {
    FrameOrigin origin;
    cv::Size frame_size;
    std::vector<LesionFinding> lesions;
    std::vector<std::string> warnings;
};

/// The masses alone, to draw them.
std::vector<segmentation::Lesion> lesionsOf(const FrameFindings& findings);

}  // namespace sonomask::workflow
