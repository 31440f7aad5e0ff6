#pragma once

#include "base/error.h"
#include "network/checkpoint.h"
#include "network/safetensors.h"

namespace sonomask::network {

/// The header as the texts of a safetensors file, and back. `headerFrom` throws `ModelError`
/// naming `file`.
Metadata metadataFrom(const CheckpointHeader& header);
CheckpointHeader headerFrom(const Metadata& metadata, const std::filesystem::path& file);

/// What is wrong with a file that was to be a checkpoint; always with a way out.
ModelError asModelError(const ReadError& error, const std::filesystem::path& file);

}  // namespace sonomask::network
