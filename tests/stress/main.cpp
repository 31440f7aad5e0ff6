#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <string>

#include "commands.h"

int main(int count, char** arguments) {
    using namespace sonomask::stress;
    const std::map<std::string, void (*)(double)> commands{
        {"cine", [](double value) { readLargeCine(value); }},
        {"deadly", [](double value) { readDeadlyFolder(static_cast<int>(value)); }},
        {"reading", [](double value) { readJpegCine(static_cast<int>(value)); }},
        {"soak", [](double value) { soak(value); }},
    };
    const auto command = count == 3 ? commands.find(arguments[1]) : commands.end();
    if (command == commands.end()) {
        std::fprintf(stderr,
                     "usage: stress cine GIGABYTES | deadly FILES | reading ROUNDS | "
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
