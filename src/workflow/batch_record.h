#pragma once

#include <filesystem>

#include <nlohmann/json_fwd.hpp>

namespace sonomask::workflow {

/// What changes when a file is replaced by another of the same name.
nlohmann::json stampOf(const std::filesystem::path& file);

/// True where a record of a batch tells of this very file, all of it segmented, and its masks are
/// whole in `masks`. False for a damaged record.
bool isFinished(const nlohmann::json& record, const std::filesystem::path& file,
                const std::filesystem::path& masks);

/// True where a record says that this file, which is still there, failed. False for a damaged one.
bool hasFailed(const nlohmann::json& record, const std::filesystem::path& file);

}  // namespace sonomask::workflow
