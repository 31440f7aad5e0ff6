#pragma once

#include <cstdint>
#include <filesystem>

#include "network/tensor_io.h"

namespace sonomask::network {

/// End the names of the two factors (low_rank.h) that are added to a tensor.
inline constexpr auto kDownSuffix = ".down";
inline constexpr auto kUpSuffix = ".up";

/// `state` told as an addition to the checkpoint that it was learnt from: the convolutions are
/// those of `base` to the bit, as it stores them, and what was learnt stands beside them as
/// factors of low rank with `numbers` elements in all, 8-bit integers with scales
/// (quantised_weights.h). All else is F32. So the next version of a model takes a fraction of the
/// first one's room wherever equal bytes are kept once.
/// Throws `ReadError` (of `file`) where `base` lacks a convolution or has one of another shape.
NamedTensors storedAsCorrection(const NamedTensors& state, const TensorViews& base,
                                std::int64_t numbers, const std::filesystem::path& file);

}  // namespace sonomask::network
