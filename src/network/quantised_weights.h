#pragma once

#include "network/tensor_io.h"

namespace sonomask::network {

/// Ends the name of the tensor with a quantised tensor's scales.
inline constexpr auto kScaleSuffix = ".scale";

/// Copies in which each weight of four dimensions is an 8-bit integer times a scale of its output
/// channel, kept beside it as "<name>.scale" (F32, [output channels]); all else is F32. Symmetric,
/// with the channel's largest weight at ±127: per-channel weight quantisation as in
/// Krishnamoorthi 2018, arXiv 1806.08342, section 3.1.
NamedTensors quantised(const NamedTensors& tensors);

/// fp32 weights from 8-bit integers and the scales of the output channels, both as `quantised`
/// made them.
torch::Tensor dequantised(const torch::Tensor& integers, const torch::Tensor& scales);

}  // namespace sonomask::network
