#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>

namespace sonomask::decoder {

/// A file descriptor that closes itself.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int value) : value_(value) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) reset(std::exchange(other.value_, -1));
        return *this;
    }

    int get() const noexcept { return value_; }
    explicit operator bool() const noexcept { return value_ >= 0; }
    void reset(int value = -1) noexcept;

  private:
    int value_ = -1;
};

/// The other side is gone, or says what makes no sense.
class ChannelClosed : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The other side did not answer in time.
class ChannelTimeout : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Message {
    std::string text;
    Descriptor descriptor;  ///< may be none
};

/// One end of a local socket over which texts travel, each with or without a descriptor.
class Channel {
  public:
    using Clock = std::chrono::steady_clock;
    /// Time that is left for waiting, and grows less while it passes; time in which this process
    /// itself was stopped (Ctrl-Z, a paused machine) does not count.
    using TimeLeft = Clock::duration;
    static constexpr TimeLeft kForever = TimeLeft::max();

    explicit Channel(Descriptor socket) : socket_(std::move(socket)) {}

    /// Throws `ChannelClosed`, and `ChannelTimeout` when the other side does not take it in time.
    void send(const std::string& text, int descriptor, TimeLeft& left);
    /// Throws `ChannelTimeout`, `ChannelClosed` for an end or an oversized text, and `Cancelled`.
    Message receive(TimeLeft& left, const std::stop_token& stop = {});

    /// A connected pair, closed on exec.
    static std::pair<Descriptor, Descriptor> makePair();

  private:
    void waitFor(short events, TimeLeft& left, const std::stop_token& stop);

    Descriptor socket_;
};

}  // namespace sonomask::decoder
