#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "training/config.h"
#include "training/packed_set.h"

namespace sonomask::training {

/// Draws the rows of each batch. What step s draws depends on the seed and s alone, so that a
/// resumed run draws what an unbroken one would have drawn.
class Sampler {
  public:
    /// Uses the rows of `split` that belong to `datasets` (empty = all). Throws `ConfigError` when
    /// there are none.
    Sampler(const PackedSet& set, const std::string& split,
            const std::vector<std::string>& datasets, const SamplingConfig& config,
            std::uint64_t seed);

    std::vector<std::int64_t> batch(int step, int size) const;

  private:
    struct Group {
        std::vector<std::int64_t> rows;
        double weight = 0;
    };
    std::vector<Group> groups_;
    std::uint64_t seed_;
};

/// The rows of a split in the set's order; `datasets` empty = all.
std::vector<std::int64_t> rowsOf(const PackedSet& set, const std::string& split,
                                 const std::vector<std::string>& datasets);

/// A seed for step `step` of a run, well mixed (SplitMix64).
std::uint64_t seedOfStep(std::uint64_t seed, std::uint64_t step);

}  // namespace sonomask::training
