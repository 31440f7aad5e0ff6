#pragma once

#include <opencv2/core.hpp>

#include "phantom/beam_grid.h"
#include "phantom/scene.h"
#include "phantom/tissue.h"

namespace sonomask::phantom {

/// What comes back to the machine after its depth gain, as amplitudes on the beam grid (CV_32F;
/// fat's scatterers are 1).
struct Echoes {
    cv::Mat scatterers;  ///< with clutter and electronic noise
    cv::Mat surfaces;
};

/// Attenuation along each beam, the depth gain (TGC) that makes up for it up to its limit, the
/// focus, shadows and enhancement, lost contact, clutter and noise.
///
/// Tissue takes 0.5 dB/cm/MHz each way (Szabo 2014, ch. 4); the gain amplifies electronic noise
/// with the echoes, which is why deep tissue drowns at high frequencies.
Echoes propagate(const TissueMaps& maps, const BeamGrid& grid, const Scene& scene);

}  // namespace sonomask::phantom
