#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "decoder/channel.h"

namespace sonomask::decoder {

/// A started program with one socket to it; killed and reaped with this object.
class ChildProcess {
  public:
    /// Standard input and outputs go to /dev/null. Throws `ChannelClosed` when it cannot start.
    ChildProcess(const std::filesystem::path& program, const std::vector<std::string>& arguments);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    Channel& channel() { return channel_; }
    pid_t id() const { return id_; }

    /// Kills it if it still runs; says how it ended: "signal 11 (Segmentation fault)".
    std::string end();

  private:
    Channel channel_;
    pid_t id_ = -1;
};

/// The program `sonomask-decoder`: $SONOMASK_DECODER_PATH, or beside the running program. Throws
/// `ReadError` where it is not.
std::filesystem::path decoderProgram();

}  // namespace sonomask::decoder
