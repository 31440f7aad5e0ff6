#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "decoder/child_process.h"

namespace sonomask::decoder {

struct StartedDecoder {
    std::unique_ptr<ChildProcess> process;
    std::vector<std::string> missing_protection;
};

/// Starts decoders as copies of one that has loaded its libraries and never sees a file: a copy
/// costs milliseconds, a start by the system's loader a fifth of a second.
class ForkServer {
  public:
    /// A decoder that waits for its first request, with `memory_limit` bytes of address space.
    /// Starts the program to be copied when none runs. Throws `ReadError` when none can be started,
    /// and `Cancelled`: then what was begun is there for the next one.
    StartedDecoder startDecoder(std::uint64_t memory_limit, const std::stop_token& stop = {});

  private:
    /// A copy that was asked for and has not said yet that it is there.
    struct Awaited {
        std::uint64_t memory_limit;
        Channel channel;
    };

    StartedDecoder copyTemplate(std::uint64_t memory_limit, const std::stop_token& stop);
    void order(std::uint64_t memory_limit);
    StartedDecoder await(const std::stop_token& stop);

    std::timed_mutex mutex_;
    std::filesystem::path program_;
    std::unique_ptr<ChildProcess> template_;
    std::optional<Awaited> awaited_;  ///< left behind by a stop
};

}  // namespace sonomask::decoder
