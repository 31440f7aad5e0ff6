#pragma once

#include <stop_token>
#include <vector>

#include "base/progress.h"
#include "phantom/render.h"
#include "phantom/scene.h"

namespace sonomask::phantom {

/// The probe moved steadily along the elevation while the machine records.
struct Sweep {
    int frames = 40;
    double from_mm = -7;  ///< plane of the first frame
    double to_mm = 7;     ///< plane of the last frame
    double frame_time_ms = 50;
};

/// The scene as frame `index` (0 .. frames-1) of the sweep sees it.
Scene sceneAt(const Scene& scene, const Sweep& sweep, int index);

/// All frames of the sweep: masses grow and shrink, tissue and speckle change smoothly. Throws
/// `Cancelled` within a frame's time after a stop was requested, and what `render` throws.
std::vector<RenderedFrame> renderSweep(const Scene& scene, const Sweep& sweep,
                                       const ProgressCallback& progress = {},
                                       const std::stop_token& stop = {});

}  // namespace sonomask::phantom
