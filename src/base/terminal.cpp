#include "base/terminal.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

namespace sonomask {
namespace {

std::atomic<bool> interrupted = false;

void onInterrupt(int signal_number) {
    interrupted = true;
    std::signal(signal_number, SIG_DFL);
}

}  // namespace

ProgressCallback terminalProgress() {
    if (::isatty(STDERR_FILENO) == 0) return {};
    return [](const Progress& progress) {
        std::cerr << "\r\033[K" << progress.done << "/" << progress.total << " " << progress.step
                  << std::flush;
        if (progress.done == progress.total) std::cerr << "\n";
    };
}

std::stop_token stopOnInterrupt() {
    // A signal handler may do next to nothing; a watching thread turns its flag into a stop
    // request.
    static std::stop_source source;
    static std::jthread watcher([](const std::stop_token& ending) {
        while (!ending.stop_requested() && !interrupted)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        if (interrupted) source.request_stop();
    });
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    return source.get_token();
}

}  // namespace sonomask
