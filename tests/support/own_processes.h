#pragma once

#include <sys/types.h>

#include <cstddef>
#include <vector>

namespace sonomask::test {

/// The decoders that this process has started, with the one that they are copies of.
std::vector<pid_t> decoders();

/// The number of a process that has ended, and that nobody has.
pid_t endedProcess();

/// Whether a process has ended, be it that nobody has asked for its end yet.
bool hasEnded(pid_t id);

void signalDecoders(int number);

/// Returns when they are gone.
void killDecoders();

/// Of this process.
std::size_t openDescriptors();

}  // namespace sonomask::test
