#pragma once

#include <cstdint>

#include <nlohmann/json_fwd.hpp>

namespace sonomask::cli {

/// The CPU's name, number of processors, and which of the instruction sets it has that matter for
/// a network's speed.
nlohmann::json describeCpu();

/// The most memory that this process has held so far; 0 where the system does not tell.
std::uint64_t peakMemoryBytes();

/// Processor time that this process and its living children have used so far.
double processorSecondsWithChildren();

}  // namespace sonomask::cli
