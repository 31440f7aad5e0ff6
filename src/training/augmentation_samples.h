#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "training/augmentation_config.h"
#include "training/packed_set.h"

namespace sonomask::training {

/// The same pictures after one kind of change.
struct AugmentationSample {
    std::string name;
    std::vector<std::uint8_t> pictures;  ///< count × size × size, grey
    std::vector<std::uint8_t> masks;     ///< count × size × size, 0 or 1
};

/// The first `count` training images with a mass, unchanged, after each kind of change alone (done
/// to every picture, whatever its chance), and after all together as in training. A kind that the
/// configuration turns off is left out.
std::vector<AugmentationSample> augmentationSamples(const PackedSet& set, const std::string& split,
                                                    std::size_t count,
                                                    const AugmentationConfig& config,
                                                    std::uint64_t seed);

}  // namespace sonomask::training
