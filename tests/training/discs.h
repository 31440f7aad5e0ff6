#pragma once

#include "training/config.h"
#include "training/packed_set.h"

namespace sonomask::test {

/// Pictures of speckle with a darker ellipse in all but every `negative_every`-th; the split "val"
/// has as many as the split "train". Always the same for the same arguments.
training::PackedSet discs(int size, int pictures_each, int negative_every);

/// A configuration for a net that trains in a moment.
training::Config tinyConfig(const std::filesystem::path& output, int steps);

}  // namespace sonomask::test
