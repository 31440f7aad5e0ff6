#pragma once

#include <filesystem>

#include "segmentation/engine.h"

namespace sonomask::test {

/// An engine on a small random network that the mechanics of a batch can run on in milliseconds, on
/// one CPU thread in fp32.
segmentation::Engine tinyEngine(const std::filesystem::path& folder);

}  // namespace sonomask::test
