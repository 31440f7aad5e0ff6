#include "training/provenance.h"

#include <map>

#include "base/version.h"
#include "training/sampler.h"

namespace sonomask::training {
namespace {

using nlohmann::json;

json countsOf(const PackedSet& set, const std::string& split,
              const std::vector<std::string>& datasets) {
    std::map<std::string, int> counts;
    for (const auto row : rowsOf(set, split, datasets))
        ++counts[set.rows[static_cast<std::size_t>(row)].dataset];
    return counts;
}

/// The configuration without folders: a checkpoint does not tell where it was made.
json withoutPaths(Config config) {
    for (std::filesystem::path* path : pathsIn(config)) *path = path->filename();
    return jsonOf(config);
}

}  // namespace

json metricsOf(const ValidationResult& result) {
    const auto& best = result.best();
    return {{"threshold", best.threshold},
            {"minimal_score", best.minimal_score},
            {"mean_dice", best.mean_dice},
            {"mean_dice_by_dataset", best.dice},
            {"false_mass_share", best.false_mass_share}};
}

json provenanceOf(const Config& config, const PackedSet& set, const std::string& fingerprint,
                  int steps, const json& metrics) {
    return {
        {"name", config.name},
        {"version", config.version},
        {"program", std::string("sonomask ") + kVersion},
        {"configuration", withoutPaths(config)},
        {"data_fingerprint", fingerprint},
        {"train_images", countsOf(set, config.data.train_split, config.data.datasets)},
        {"validation_images", countsOf(set, config.data.validation_split, config.data.datasets)},
        {"steps", steps},
        {"validation", metrics}};
}

}  // namespace sonomask::training
