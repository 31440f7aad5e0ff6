#include "base/processor.h"

#include <sched.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <thread>

namespace sonomask {

int availableProcessors() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

bool cpuHasBf16() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

bool cpuHasInt8() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512vnni") != 0 || __builtin_cpu_supports("avxvnni") != 0;
#else
    return false;
#endif
}

std::string cpuName() {
    std::ifstream in("/proc/cpuinfo");
    std::string name;
    std::string line;
    while (std::getline(in, line) && !line.empty()) {
        const std::string value = line.substr(std::min(line.size(), line.find(':') + 1));
        if (line.starts_with("model name")) name += value;
        if (!line.starts_with("flags")) continue;
        std::istringstream words(value);
        for (std::string word; words >> word;)
            if (word.starts_with("amx") || word == "avx512_bf16" || word.ends_with("_vnni"))
                name += " " + word;
    }
    return name;
}

}  // namespace sonomask
