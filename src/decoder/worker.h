#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "decoder/child_process.h"
#include "decoder/decoder.h"
#include "decoder/fork_server.h"

namespace sonomask::decoder {

struct Answer {
    nlohmann::json json;
    Descriptor memory;
};

/// The decoder died while it worked on a request.
class DecoderDied : public ReadError {
    using ReadError::ReadError;
};

/// One decoder process and its replacements; serves one request at a time.
class Worker {
  public:
    /// Starts its processes by `fork_server` and counts restarts into `restarts`.
    Worker(ForkServer& fork_server, std::atomic<std::uint64_t>& restarts)
        : fork_server_(fork_server), restarts_(restarts) {}

    /// Sends `request` with the opened `file` (or none) and waits for the answer. Starts the
    /// process when none runs. Throws `DecoderDied` naming `path` when the process dies of the
    /// request and `ReadError` when it takes too long, which is then replaced at the next request,
    /// and when it answers with an error; `Cancelled`, and the process is replaced too.
    Answer ask(const nlohmann::json& request, const Descriptor& file,
               const std::filesystem::path& path, const Options& options);

    /// What the running process could not protect. Starts it when none runs.
    std::vector<std::string> missingProtection(const Options& options);

    bool running() const { return child_ != nullptr; }
    long long latest_clip = -1;  ///< whose frames it is likely to have open

  private:
    void startUnlessAlive(const Options& options);
    [[noreturn]] void failByDeath(const std::filesystem::path& path);
    [[noreturn]] void failByTime(const std::filesystem::path& path, const Options& options);

    ForkServer& fork_server_;
    std::atomic<std::uint64_t>& restarts_;
    std::unique_ptr<ChildProcess> child_;
    std::vector<std::string> missing_;
};

}  // namespace sonomask::decoder
