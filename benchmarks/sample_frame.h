#pragma once

#include <filesystem>

#include "imaging/frame.h"
#include "segmentation/engine.h"

namespace sonomask::benchmarks {

/// A simulated picture of 800×600 with a mass, as a file (PNG; removed at the program's end) and as
/// the frame that reading it gives.
const std::filesystem::path& sampleFile();
const Frame& sampleFrame();

/// A map of the network's kind for the sample: the true mass with soft edges on a grid of
/// size × size.
segmentation::ProbabilityMap sampleProbability(int size);

}  // namespace sonomask::benchmarks
