#pragma once

#include <string>

namespace sonomask::segmentation {

enum class PrecisionChoice { Auto, Fp32, Bf16, Fp16, Int8 };

/// "fp32", "bf16", "fp16", "int8", "auto".
std::string nameOf(PrecisionChoice precision);

/// The choice of that name; Auto for any other.
PrecisionChoice precisionNamed(const std::string& name);

}  // namespace sonomask::segmentation
