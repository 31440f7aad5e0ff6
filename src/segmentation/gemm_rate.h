#pragma once

#include <optional>
#include <string>

namespace sonomask::segmentation {

/// Floating-point operations a second of a large square matrix product by oneDNN with `threads`
/// threads: what the arithmetic units of this machine can do at best. `precision` is "fp32" or
/// "bf16"; nothing where the CPU has no instructions for it. Takes about a second.
std::optional<double> gemmRate(const std::string& precision, int threads);

}  // namespace sonomask::segmentation
