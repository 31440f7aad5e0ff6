#pragma once

#include <sys/types.h>

#include <vector>

namespace sonomask::test {

/// The decoders that this process has started, with the one that they are copies of.
std::vector<pid_t> decoders();

void signalDecoders(int number);

/// Returns when they are gone.
void killDecoders();

}  // namespace sonomask::test
