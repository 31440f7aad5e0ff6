#include "segmentation/precision_memory.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "base/version.h"
#include "segmentation/hardware.h"

namespace sonomask::segmentation {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Below this the masks have changed.
constexpr double kSameMasks = 0.99;
/// Trials that are kept: of models that were tried out and forgotten there may be many.
constexpr std::size_t kMostTrials = 32;

std::string readWhole(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

json readTrials(const fs::path& file) {
    json trials = parseJson(readWhole(file));
    return trials.is_object() ? trials : json::object();
}

std::optional<PrecisionTrial> trialIn(const json& trials, const std::string& key) {
    const auto found = trials.find(key);
    if (found == trials.end()) return std::nullopt;
    try {
        return PrecisionTrial{found->at("fp32_ms").get<double>(),
                              found->at("bf16_ms").get<double>(), found->at("dice").get<double>()};
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

}  // namespace

bool bf16IsBetter(const PrecisionTrial& trial) {
    return trial.bf16_ms < trial.fp32_ms && trial.dice >= kSameMasks;
}

std::string trialKey(const fs::path& model, int threads) {
    const std::string bytes = readWhole(model);
    if (bytes.empty()) throw ModelError("cannot be read", model, "Choose a Sonomask checkpoint.");
    // Whether it is the same model as last time is all that is asked.
    const std::size_t fingerprint = std::hash<std::string_view>()(bytes);
    return cpuName() + "; " + std::to_string(threads) + " threads; model " +
           std::to_string(fingerprint) + "; " + kVersion;
}

fs::path precisionMemoryFile() {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return fs::path(value ? value : "");
    };
    fs::path cache = variable("XDG_CACHE_HOME");
    if (!cache.is_absolute() && variable("HOME").is_absolute()) cache = variable("HOME") / ".cache";
    return cache.is_absolute() ? cache / "sonomask" / "precision.json" : fs::path();
}

PrecisionTrial rememberedTrial(const fs::path& file, const std::string& key,
                               const std::function<PrecisionTrial()>& measure) {
    json trials = readTrials(file);
    if (const auto known = trialIn(trials, key)) return *known;
    const PrecisionTrial trial = measure();
    if (file.empty()) return trial;
    if (trials.size() >= kMostTrials) trials.clear();
    trials[key] = {{"fp32_ms", trial.fp32_ms}, {"bf16_ms", trial.bf16_ms}, {"dice", trial.dice}};
    try {
        makeFolder(file.parent_path());
        writeFileAtomically(file, trials.dump(2) + "\n");
    } catch (const WriteError&) {
        // Then the next start measures again.
    }
    return trial;
}

}  // namespace sonomask::segmentation
