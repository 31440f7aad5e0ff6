#include "base/process.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <initializer_list>

namespace sonomask {

void prepareProcess() {
    std::signal(SIGXFSZ, SIG_IGN);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(standard, F_GETFD) < 0) (void)::open("/dev/null", O_RDWR);  // the lowest free
}

}  // namespace sonomask
