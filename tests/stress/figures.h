#pragma once

#include <chrono>
#include <string>

#include <sys/types.h>

/// What this process and its decoders use, from /proc.
namespace sonomask::stress {

/// A field of /proc/<process>/status in MB: "VmRSS", "VmHWM" (the highest so far).
double megabytes(pid_t process, const std::string& field);

/// Processor time of this process and its decoders, in seconds.
double processorSeconds();

/// Seconds by the clock since `begin`.
double secondsSince(std::chrono::steady_clock::time_point begin);

}  // namespace sonomask::stress
