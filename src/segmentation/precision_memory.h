#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "segmentation/precision.h"

namespace sonomask::segmentation {

/// What a trial of a model on this machine gave in one precision.
struct TriedPrecision {
    double ms = 0;    ///< one pass
    double dice = 1;  ///< between its masks and those of fp32 on simulated frames
    friend bool operator==(const TriedPrecision&, const TriedPrecision&) = default;
};

/// By the name of the precision; fp32 is always among them.
using PrecisionTrial = std::map<std::string, TriedPrecision>;

/// The fastest that leaves the masks as they are.
PrecisionChoice bestOf(const PrecisionTrial& trial);

/// A text that is another one for another CPU, model, program version or number of threads. Throws
/// `ModelError` when the model cannot be read.
std::string trialKey(const std::filesystem::path& model, int threads);

/// XDG_CACHE_HOME/sonomask/precision.json, or below ~/.cache; empty where neither is known.
std::filesystem::path precisionMemoryFile();

/// The trial that `file` remembers for the key, else the one that `measure` makes, which is then
/// written there. A file that is missing, damaged or cannot be written costs only the measuring.
PrecisionTrial rememberedTrial(const std::filesystem::path& file, const std::string& key,
                               const std::function<PrecisionTrial()>& measure);

/// The same for the peaks of a model's maps (number_format.h), `count` of them.
std::vector<float> rememberedPeaks(const std::filesystem::path& file, const std::string& key,
                                   std::size_t count,
                                   const std::function<std::vector<float>()>& measure);

}  // namespace sonomask::segmentation
