#pragma once

#include "segmentation/engine.h"
#include "segmentation/precision_memory.h"

namespace sonomask::segmentation {

/// Runs a model on the CPU in fp32 and in bf16 over a few simulated frames: how long a pass takes,
/// and how far the masks agree. Takes a few seconds. 8-bit integers are not tried: they move masks
/// more than is to be done unasked (docs/performance.md). `options` names the model and the
/// threads.
PrecisionTrial tryPrecisions(const EngineOptions& options, const ModelInfo& info);

}  // namespace sonomask::segmentation
