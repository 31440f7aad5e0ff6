#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "descriptors/geometry.h"
#include "imaging/clip.h"
#include "segmentation/lesions.h"

namespace sonomask::workflow {

/// One mass with what was measured on it.
struct LesionFinding {
    segmentation::Lesion lesion;
    descriptors::Geometry geometry;
};

/// What was found in one frame.
struct FrameFindings {
    FrameOrigin origin;
    cv::Size frame_size;
    std::vector<LesionFinding> lesions;
    std::vector<std::string> warnings;
};

}  // namespace sonomask::workflow
