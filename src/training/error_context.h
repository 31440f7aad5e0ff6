#pragma once

#include <filesystem>

#include "base/error.h"

namespace sonomask::training {

/// Runs `read` on a file that a run made itself: where it cannot be read, the way out is `remedy`.
template <typename Read>
auto withRemedy(const char* remedy, const Read& read) {
    try {
        return read();
    } catch (const ReadError& error) {
        throw ReadError(error.reason(), error.file(), remedy);
    }
}

}  // namespace sonomask::training
