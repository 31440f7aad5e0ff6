#include "cli/benchmark_machine.h"

#include <sys/types.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <nlohmann/json.hpp>

#include "base/processor.h"

namespace sonomask::cli {
namespace {

/// The text behind "key :" in a file of /proc; empty without such a line.
std::string procValue(const char* file, const std::string& key) {
    std::ifstream in(file);
    std::string line;
    while (std::getline(in, line))
        if (line.starts_with(key)) {
            const auto start = line.find_first_not_of(": \t", key.size());
            return start == std::string::npos ? "" : line.substr(start);
        }
    return "";
}

double secondsOf(clockid_t clock) {
    timespec used{};
    if (::clock_gettime(clock, &used) != 0) return 0;  // it has ended
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

clockid_t clockFor(Counted counted) {
    return counted == Counted::ThisThread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_PROCESS_CPUTIME_ID;
}

double secondsOfChildren() {
    double seconds = 0;
    for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream children(thread.path() / "children");
        clockid_t clock{};
        for (pid_t child = 0; children >> child;)
            if (::clock_getcpuclockid(child, &clock) == 0) seconds += secondsOf(clock);
    }
    return seconds;
}

constexpr std::array kFlagsThatMatter{"avx2",        "avx512f",  "avx512_vnni", "avx512_bf16",
                                      "avx512_fp16", "amx_bf16", "amx_int8"};

}  // namespace

nlohmann::json describeCpu() {
    std::istringstream words(procValue("/proc/cpuinfo", "flags"));
    nlohmann::json flags = nlohmann::json::array();
    for (std::string word; words >> word;)
        if (std::find(kFlagsThatMatter.begin(), kFlagsThatMatter.end(), word) !=
            kFlagsThatMatter.end())
            flags.push_back(word);
    return {{"name", procValue("/proc/cpuinfo", "model name")},
            {"processors", availableProcessors()},
            {"flags", std::move(flags)}};
}

std::uint64_t peakMemoryBytes() {
    std::istringstream value(procValue("/proc/self/status", "VmHWM"));
    std::uint64_t kib = 0;
    value >> kib;
    return kib * 1024;
}

// The children are asked first here and last there: asking takes a while itself.
ProcessorWatch::ProcessorWatch(Counted counted)
    : counted_(counted), children_(secondsOfChildren()), own_(secondsOf(clockFor(counted))) {}

double ProcessorWatch::seconds() const {
    const double own = secondsOf(clockFor(counted_)) - own_;
    return own + secondsOfChildren() - children_;
}

}  // namespace sonomask::cli
