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

/// Runs `work`: a configuration that cannot be used is named by its file.
template <typename Work>
auto withFileNamed(const std::filesystem::path& config, const Work& work) {
    try {
        return work();
    } catch (const ConfigError& error) {
        if (!error.file().empty()) throw;
        throw ConfigError(error.reason(), config, error.remedy());
    }
}

}  // namespace sonomask::training
