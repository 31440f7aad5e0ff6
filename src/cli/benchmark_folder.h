#pragma once

#include <filesystem>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "segmentation/engine.h"

namespace sonomask::cli {

/// Segments `images` copies of `pictures`, taken in turn, from a folder as `segment` does with
/// `jobs` passes of one thread at the same time, and in turn with it the network alone on as many
/// inputs: seconds by the clock and by the processor (the decoders' included), and their ratios.
/// Works in `scratch`.
nlohmann::json measureFolder(const segmentation::EngineOptions& options,
                             const std::vector<std::filesystem::path>& pictures, int images,
                             int jobs, const std::filesystem::path& scratch);

}  // namespace sonomask::cli
