#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sonomask::workflow {

/// A name for the outputs of each input: its file name without the extension. Where several inputs
/// share one, each of them gets the end of its path instead ("left_scan.png"), so that no output
/// overwrites another. The result depends on the set of inputs only.
std::vector<std::string> outputNames(const std::vector<std::filesystem::path>& inputs);

/// "<name>_mask.png" for a still, "<name>_f0007_mask.png" for frame 7 of a clip.
std::string maskFileName(const std::string& name, int frame_count, int frame_index);

}  // namespace sonomask::workflow
