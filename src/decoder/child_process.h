#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>

#include "decoder/channel.h"

namespace sonomask::decoder {

/// A process with one socket to it; killed and reaped with this object.
class ChildProcess {
  public:
    /// Starts `program`; its standard input and outputs go to /dev/null. Throws `ChannelClosed`
    /// when it cannot start.
    explicit ChildProcess(const std::filesystem::path& program);
    /// Takes over a child of this program that is started already.
    ChildProcess(pid_t id, Channel channel) : channel_(std::move(channel)), id_(id) {}
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    Channel& channel() { return channel_; }
    pid_t id() const { return id_; }

    bool hasEnded() const;

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
