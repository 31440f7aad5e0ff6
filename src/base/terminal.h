#pragma once

#include <stop_token>

#include "base/progress.h"

namespace sonomask {

/// Progress as one line on standard error, only where that is a terminal.
ProgressCallback terminalProgress();

/// Stops on the first Ctrl-C or SIGTERM, so that work ends in order; the second one ends the
/// program.
std::stop_token stopOnInterrupt();

}  // namespace sonomask
