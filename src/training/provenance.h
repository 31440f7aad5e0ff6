#pragma once

#include <nlohmann/json.hpp>

#include "training/config.h"
#include "training/packed_set.h"
#include "training/validation.h"

namespace sonomask::training {

/// The metrics of the best threshold as JSON.
nlohmann::json metricsOf(const ValidationResult& result);

/// What a checkpoint says of its making: program version, configuration (without paths of this
/// machine), data sets with their counts, fingerprint of the data, steps done, metrics.
nlohmann::json provenanceOf(const Config& config, const PackedSet& set,
                            const std::string& fingerprint, int steps,
                            const nlohmann::json& metrics);

}  // namespace sonomask::training
