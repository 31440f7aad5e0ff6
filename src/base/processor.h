#pragma once

#include <string>

namespace sonomask {

/// Number of processors that this thread may run on: a scheduler may have given the program fewer
/// than the machine has. At least 1.
int availableProcessors();

/// True where the CPU multiplies bf16 in hardware (avx512_bf16, which every CPU with AMX has too);
/// elsewhere bf16 is slower than fp32.
bool cpuHasBf16();

/// True where the CPU sums products of 8-bit integers in hardware (avx512_vnni, avx_vnni).
bool cpuHasInt8();

/// What the CPU calls itself, with the instruction sets that matter for a network's speed; empty
/// where the system does not tell.
std::string cpuName();

}  // namespace sonomask
