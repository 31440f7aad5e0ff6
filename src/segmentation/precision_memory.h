#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace sonomask::segmentation {

/// What a trial of a model on this machine gave.
struct PrecisionTrial {
    double fp32_ms = 0;  ///< one pass
    double bf16_ms = 0;
    double dice = 0;  ///< between the masks of both on simulated frames
    friend bool operator==(const PrecisionTrial&, const PrecisionTrial&) = default;
};

/// bf16 is taken where it is faster and leaves the masks as they are.
bool bf16IsBetter(const PrecisionTrial& trial);

/// A text that is another one for another CPU, model, program version or number of threads. Throws
/// `ModelError` when the model cannot be read.
std::string trialKey(const std::filesystem::path& model, int threads);

/// XDG_CACHE_HOME/sonomask/precision.json, or below ~/.cache; empty where neither is known.
std::filesystem::path precisionMemoryFile();

/// The trial that `file` remembers for the key, else the one that `measure` makes, which is then
/// written there. A file that is missing, damaged or cannot be written costs only the measuring.
PrecisionTrial rememberedTrial(const std::filesystem::path& file, const std::string& key,
                               const std::function<PrecisionTrial()>& measure);

}  // namespace sonomask::segmentation
