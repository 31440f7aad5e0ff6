#include "segmentation/precision_memory.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/fingerprint.h"
#include "base/json.h"
#include "base/processor.h"
#include "base/version.h"

namespace sonomask::segmentation {
void to_json(nlohmann::json& entry, const TriedPrecision& tried) {
    entry = {{"ms", tried.ms}, {"dice", tried.dice}};
}

void from_json(const nlohmann::json& entry, TriedPrecision& tried) {
    entry.at("ms").get_to(tried.ms);
    entry.at("dice").get_to(tried.dice);
}

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Below this the masks have changed.
constexpr double kSameMasks = 0.99;
/// What is kept: of models that were tried out and forgotten there may be many.
constexpr std::size_t kMostEntries = 32;

std::string readWhole(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

json readEntries(const fs::path& file) {
    json entries = parseJson(readWhole(file));
    return entries.is_object() ? entries : json::object();
}

template <typename Found>
using Parse = std::function<std::optional<Found>(const json&)>;

template <typename Found>
Found remembered(const fs::path& file, const std::string& key, const Parse<Found>& parse,
                 const std::function<Found()>& measure) {
    json entries = readEntries(file);
    if (const auto entry = entries.find(key); entry != entries.end()) {
        try {
            if (const auto known = parse(*entry)) return *known;
        } catch (const json::exception&) {
            // Damaged: as if it were not there.
        }
    }
    const Found found = measure();
    if (file.empty()) return found;
    if (entries.size() >= kMostEntries) entries.clear();
    entries[key] = found;
    try {
        makeFolder(file.parent_path());
        writeFileAtomically(file, entries.dump() + "\n");
    } catch (const WriteError&) {
        // Then the next start measures again.
    }
    return found;
}

std::optional<PrecisionTrial> trialFrom(const json& entry) {
    auto trial = entry.get<PrecisionTrial>();
    if (!trial.contains("fp32")) return std::nullopt;
    return trial;
}

}  // namespace

PrecisionChoice bestOf(const PrecisionTrial& trial) {
    std::string best = "fp32";
    for (const auto& [name, tried] : trial)
        if (tried.dice >= kSameMasks && tried.ms < trial.at(best).ms) best = name;
    return precisionNamed(best);
}

std::string trialKey(const fs::path& model, int threads) {
    const std::string bytes = readWhole(model);
    if (bytes.empty()) throw ModelError("cannot be read", model, "Choose a Sonomask checkpoint.");
    // Whether it is the same model as last time is all that is asked.
    Fingerprint fingerprint;
    fingerprint.add(std::as_bytes(std::span(bytes)));
    return cpuName() + "; " + std::to_string(threads) + " threads; model " + fingerprint.digits() +
           "; " + kVersion;
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
    return remembered<PrecisionTrial>(file, key, trialFrom, measure);
}

std::vector<float> rememberedPeaks(const fs::path& file, const std::string& key, std::size_t count,
                                   const std::function<std::vector<float>()>& measure) {
    using Peaks = std::vector<float>;
    const auto parse = [count](const json& entry) {
        auto peaks = entry.get<Peaks>();
        return peaks.size() == count ? std::optional(std::move(peaks)) : std::nullopt;
    };
    return remembered<Peaks>(file, "peaks; " + key, parse, measure);
}

}  // namespace sonomask::segmentation
