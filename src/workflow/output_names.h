#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace sonomask::workflow {

/// The name of a picture or clip without its extension. A number is none: DICOM files are often
/// named by their UID, whose parts are numbers ("1.2.840.113619.2.7").
std::string outputStem(const std::filesystem::path& input);

/// A name for the outputs of each input: its `outputStem`. Where several inputs
/// share one, or where one is `taken`, each of them gets the end of its path instead
/// ("left_scan.png"), and so does an input whose name is that of a clip's frame ("scan_f0002.png"
/// beside "scan.dcm"), so that no output overwrites another. The result depends on the set of
/// inputs and on `taken` only.
std::vector<std::string> outputNames(const std::vector<std::filesystem::path>& inputs,
                                     std::set<std::string> taken = {});

/// "<name>_mask.png" for a still, "<name>_f0007_mask.png" for frame 7 of a clip.
std::string maskFileName(const std::string& name, int frame_count, int frame_index);

}  // namespace sonomask::workflow
