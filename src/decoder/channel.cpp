#include "decoder/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "base/progress.h"

namespace sonomask::decoder {
namespace {

/// A text is an information block with a few hundred regions at most, or the list of a DICOMDIR.
constexpr std::uint32_t kMaximalText = 16u << 20;
/// How long to wait before looking for a stop, and at the clock.
constexpr std::chrono::milliseconds kSlice{20};

using Control = std::array<char, CMSG_SPACE(sizeof(int))>;

void attach(msghdr& header, Control& control, int descriptor) {
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    cmsghdr* block = CMSG_FIRSTHDR(&header);
    block->cmsg_level = SOL_SOCKET;
    block->cmsg_type = SCM_RIGHTS;
    block->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(block), &descriptor, sizeof descriptor);
}

int attachedTo(msghdr& header) {
    int descriptor = -1;
    for (cmsghdr* block = CMSG_FIRSTHDR(&header); block != nullptr;
         block = CMSG_NXTHDR(&header, block))
        if (block->cmsg_level == SOL_SOCKET && block->cmsg_type == SCM_RIGHTS &&
            block->cmsg_len == CMSG_LEN(sizeof(int)))
            std::memcpy(&descriptor, CMSG_DATA(block), sizeof descriptor);
    return descriptor;
}

}  // namespace

void Descriptor::reset(int value) noexcept {
    if (value_ >= 0) ::close(value_);
    value_ = value;
}

std::pair<Descriptor, Descriptor> Channel::makePair() {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        throw ChannelClosed("no socket can be made");
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

void Channel::waitFor(short events, TimeLeft& left, const std::stop_token& stop) {
    const bool forever = left == kForever;
    const bool idle = forever && !stop.stop_possible();
    while (true) {
        throwIfStopped(stop);
        pollfd waiting{socket_.get(), events, 0};
        const auto begin = Clock::now();
        const int ready = ::poll(&waiting, 1, idle ? -1 : static_cast<int>(kSlice.count()));
        if (!forever) left -= std::min<TimeLeft>(Clock::now() - begin, kSlice);
        if (ready > 0) return;
        if (ready == 0 && left <= TimeLeft::zero()) throw ChannelTimeout("no answer in time");
        if (ready < 0 && errno != EINTR) throw ChannelClosed("the connection is broken");
    }
}

void Channel::send(const std::string& text, int descriptor, TimeLeft& left) {
    const auto length = static_cast<std::uint32_t>(text.size());
    std::string bytes(reinterpret_cast<const char*>(&length), sizeof length);
    bytes += text;
    std::size_t done = 0;
    while (done < bytes.size()) {
        waitFor(POLLOUT, left, {});
        iovec part{bytes.data() + done, bytes.size() - done};
        msghdr header{};
        Control control{};
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        if (done == 0 && descriptor >= 0) attach(header, control, descriptor);
        const ssize_t sent = ::sendmsg(socket_.get(), &header, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (sent <= 0) throw ChannelClosed("the other side is gone");
        done += static_cast<std::size_t>(sent);
    }
}

Message Channel::receive(TimeLeft& left, const std::stop_token& stop) {
    Message message;
    std::uint32_t length = 0;
    std::size_t done = 0;
    while (done < sizeof length + message.text.size()) {
        waitFor(POLLIN, left, stop);
        const bool in_head = done < sizeof length;
        char* const into = in_head ? reinterpret_cast<char*>(&length) + done
                                   : message.text.data() + (done - sizeof length);
        iovec part{into,
                   in_head ? sizeof length - done : sizeof length + message.text.size() - done};
        msghdr header{};
        Control control{};
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        const ssize_t got = ::recvmsg(socket_.get(), &header, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got <= 0) throw ChannelClosed("the other side is gone");
        if (const int descriptor = attachedTo(header); descriptor >= 0)
            message.descriptor.reset(descriptor);
        done += static_cast<std::size_t>(got);
        if (done != sizeof length || !message.text.empty()) continue;
        if (length > kMaximalText) throw ChannelClosed("the other side sends too much");
        message.text.resize(length);
    }
    return message;
}

}  // namespace sonomask::decoder
