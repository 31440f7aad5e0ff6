#include "base/progress.h"

#include <utility>

#include "base/error.h"

namespace sonomask {

void reportProgress(const ProgressCallback& callback, std::size_t done, std::size_t total,
                    std::string step) {
    if (callback) callback({done, total, std::move(step)});
}

void throwIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Cancelled();
}

}  // namespace sonomask
