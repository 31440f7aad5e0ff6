#include "support/own_processes.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

namespace sonomask::test {

namespace fs = std::filesystem;

std::vector<pid_t> decoders() {
    std::vector<pid_t> children;
    for (const auto& task : fs::directory_iterator("/proc/self/task")) {
        std::ifstream list(task.path() / "children");
        for (pid_t id = 0; list >> id;) children.push_back(id);
    }
    return children;
}

pid_t endedProcess() {
    const pid_t id = ::fork();
    if (id == 0) ::_exit(0);
    ::waitpid(id, nullptr, 0);
    return id;
}

void signalDecoders(int number) {
    for (const pid_t id : decoders()) ::kill(id, number);
}

bool hasEnded(pid_t id) {
    std::ifstream state("/proc/" + std::to_string(id) + "/stat");
    std::string text;
    std::getline(state, text);
    return text.empty() || text.find(") Z ") != std::string::npos;
}

void killDecoders() {
    const std::vector<pid_t> children = decoders();
    signalDecoders(SIGKILL);
    for (const pid_t id : children)
        while (!hasEnded(id)) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

std::size_t openDescriptors() {
    const fs::directory_iterator entries("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

}  // namespace sonomask::test
