#include "phantom/sweep.h"

#include <algorithm>

namespace sonomask::phantom {

Scene sceneAt(const Scene& scene, const Sweep& sweep, int index) {
    Scene moved = scene;
    const double part = sweep.frames > 1 ? static_cast<double>(index) / (sweep.frames - 1) : 0.5;
    moved.plane_mm = sweep.from_mm + part * (sweep.to_mm - sweep.from_mm);
    return moved;
}

std::vector<RenderedFrame> renderSweep(const Scene& scene, const Sweep& sweep,
                                       const ProgressCallback& progress,
                                       const std::stop_token& stop) {
    std::vector<RenderedFrame> frames;
    const auto total = static_cast<std::size_t>(std::max(0, sweep.frames));
    for (int index = 0; index < sweep.frames; ++index) {
        throwIfStopped(stop);
        frames.push_back(render(sceneAt(scene, sweep, index)));
        frames.back().frame.origin.index = index;
        reportProgress(progress, frames.size(), total, "simulating the sweep");
    }
    return frames;
}

}  // namespace sonomask::phantom
