#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <map>
#include <string>

#include "commands.h"

int main(int count, char** arguments) {
    using namespace sonomask::stress;
    const std::string model = count == 4 ? arguments[3] : "";
    const std::map<std::string, std::function<void(double)>> commands{
        {"cine", [](double value) { readLargeCine(value); }},
        {"deadly", [&](double value) { readDeadlyFolder(static_cast<int>(value), model); }},
        {"reading", [](double value) { readJpegCine(static_cast<int>(value)); }},
        {"soak", [](double value) { soak(value); }},
    };
    const bool complete = count == 3 || (count == 4 && arguments[1] == std::string("deadly"));
    const auto command = complete ? commands.find(arguments[1]) : commands.end();
    if (command == commands.end()) {
        std::fprintf(stderr,
                     "usage: stress cine GIGABYTES | deadly FILES [MODEL] | reading ROUNDS | "
                     "soak SECONDS\n");
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    try {
        command->second(std::strtod(arguments[2], nullptr));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
