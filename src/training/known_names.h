#pragma once

#include "network/deeplab.h"
#include "training/config.h"
#include "training/packed_set.h"

namespace sonomask::training {

/// Refuses names of layers and data sets that match nothing, which would be passed over in silence,
/// and stages in which nothing learns. Throws `ConfigError` naming the key, the stage and the name.
void requireKnownNames(const Config& config, const network::DeepLabV3Plus& net,
                       const PackedSet& set);

}  // namespace sonomask::training
