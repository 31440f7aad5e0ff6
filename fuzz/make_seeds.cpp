// Writes the seeds for the fuzzers into a folder: make_fuzz_seeds FOLDER
#include <cstdio>
#include <filesystem>
#include <string>

#include "damaged_files.h"
#include "mutations.h"

int main(int count, char** arguments) {
    using namespace sonomask::test;
    if (count != 2) {
        std::fprintf(stderr, "usage: make_fuzz_seeds FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder(arguments[1]);
    std::filesystem::create_directories(folder);
    int number = 0;
    for (const Bytes& bytes : soundFiles())
        writeBytes(folder / ("sound_" + std::to_string(number++)), bytes);
    for (const DamagedFile& file : damagedFiles()) writeBytes(folder / file.damage, file.bytes);
    return 0;
}
