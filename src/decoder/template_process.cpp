#include "decoder/template_process.h"

#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <string>

namespace sonomask::decoder {

std::optional<Copy> copyOnRequest(Channel requests) {
    auto forever = Channel::kForever;
    try {
        while (true) {
            Message request = requests.receive(forever);
            // fork() cannot make a sibling. A copy that cannot be made is noticed by its socket.
            if (::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr, nullptr, nullptr) ==
                0)
                return Copy{Channel(std::move(request.descriptor)), std::stoull(request.text)};
        }
    } catch (const ChannelClosed&) {
        return std::nullopt;
    }
}

}  // namespace sonomask::decoder
