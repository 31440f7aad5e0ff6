#include "figures.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "support/own_processes.h"

namespace sonomask::stress {
namespace {

double processorSecondsOf(const std::string& process) {
    std::ifstream in("/proc/" + process + "/stat");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    if (text.empty()) return 0;
    std::istringstream fields(text.substr(text.rfind(')') + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double secondsOf(const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

double megabytes(pid_t process, const std::string& field) {
    std::ifstream in("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(field + ":")) return std::stod(line.substr(field.size() + 1)) / 1024;
    return 0;
}

double processorSeconds() {
    rusage ended{};
    ::getrusage(RUSAGE_CHILDREN, &ended);
    double seconds =
        processorSecondsOf("self") + secondsOf(ended.ru_utime) + secondsOf(ended.ru_stime);
    for (const pid_t id : test::decoders()) seconds += processorSecondsOf(std::to_string(id));
    return seconds;
}

double secondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace sonomask::stress
