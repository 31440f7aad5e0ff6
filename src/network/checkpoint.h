#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "network/architecture.h"

namespace sonomask::network {

/// The version of the checkpoint's metadata; a file of another version is refused.
inline constexpr int kCheckpointVersion = 1;

/// Share of the network's picture whose strongest pixels give a mass its score.
inline constexpr double kStrongestShare = 0.002;

/// What a checkpoint says of itself, beside its weights.
struct CheckpointHeader {
    Architecture architecture;
    nlohmann::json preprocessing = nlohmann::json::object();  ///< `preprocess::Settings`
    nlohmann::json provenance = nlohmann::json::object();     ///< data, command, metrics, licences
    double threshold = 0.5;      ///< probability from which a pixel counts as mass
    double minimal_score = 0.5;  ///< score from which connected pixels count as a mass
};

/// Reads the header without the weights. Throws `ModelError` when the file is missing, damaged, of
/// another kind or version.
CheckpointHeader readCheckpointHeader(const std::filesystem::path& file);

}  // namespace sonomask::network
