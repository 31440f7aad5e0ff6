#pragma once

#include <filesystem>

#include "segmentation/engine.h"

namespace sonomask::test {

/// Writes a small untrained network that the mechanics of a batch can run on in milliseconds. It is
/// never a model: its masks mean nothing.
void writeTinyModel(const std::filesystem::path& file);

/// An engine on such a network, on one CPU thread in fp32.
segmentation::Engine tinyEngine(const std::filesystem::path& folder);

}  // namespace sonomask::test
