#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>

namespace sonomask {

/// How far a long work has come. `total` is 0 while it is not known.
struct Progress {
    std::size_t done = 0;
    std::size_t total = 0;
    std::string step;  ///< what is being worked on, for the person at the screen
};

/// Called from the thread that does the work; must be quick. An empty function is allowed
/// everywhere.
using ProgressCallback = std::function<void(const Progress&)>;

/// Calls `callback` unless it is empty.
void reportProgress(const ProgressCallback& callback, std::size_t done, std::size_t total,
                    std::string step = {});

/// Throws `Cancelled` once a stop was requested. Long work calls this at least every 200 ms.
void throwIfStopped(const std::stop_token& stop);

}  // namespace sonomask
