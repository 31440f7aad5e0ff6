#pragma once

#include <opencv2/core.hpp>

#include "phantom/beam_grid.h"
#include "phantom/scene.h"

namespace sonomask::phantom {

/// What the beams meet, on the beam grid (CV_32F each).
struct TissueMaps {
    cv::Mat echo_db;         ///< strength of the scatterers; fat is 0
    cv::Mat surface;         ///< amplitude of mirror-like surfaces; fat's scatterers are 1
    cv::Mat loss_db_per_mm;  ///< there and back, beyond what the depth gain makes up for
};

/// Skin, fat with Cooper's ligaments, fibroglandular tissue, fat, the pectoral muscle with its
/// fasciae and what lies behind it, at elevation `scene.plane_mm`. Tissue makes way for the scene's
/// masses: its strands run around a smooth mass and are drawn into a spiculated one.
TissueMaps makeTissue(const Scene& scene, const BeamGrid& grid);

}  // namespace sonomask::phantom
