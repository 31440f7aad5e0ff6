#pragma once

#include <string>

namespace sonomask::segmentation {

/// True where the CPU multiplies bf16 in hardware (avx512_bf16, which every CPU with AMX has too);
/// elsewhere bf16 is slower than fp32.
bool cpuHasBf16();

/// True where the CPU sums products of 8-bit integers in hardware (avx512_vnni, avx_vnni).
bool cpuHasInt8();

/// What the CPU calls itself, with the instruction sets that matter for a network's speed; empty
/// where the system does not tell.
std::string cpuName();

/// The file of the linear-algebra library in use when it is the slow reference BLAS, else empty.
std::string referenceBlasInUse();

/// Number of processors that this process may use.
int availableProcessors();

}  // namespace sonomask::segmentation
