// sonomask-trainer: `sonomask-cli train` without what reads images, for a machine with a GPU and
// LibTorch but no OpenCV, DCMTK or Qt. It trains on the packed set that `sonomask-cli train --pack`
// left in the run's folder.

#include <cstdio>

#include "base/allocator.h"
#include "base/terminal.h"
#include "training/config.h"
#include "training/packed_set.h"
#include "training/threads.h"
#include "training/trainer.h"

namespace {

using namespace sonomask;

void train(const std::filesystem::path& config_file) {
    const auto config = training::readConfig(config_file);
    training::setThreads(config.threads);
    keepAllFreedMemory();
    const auto set = training::readPackedSet(config.output / training::kPackedFile);
    training::Trainer trainer(config, set);
    trainer.run(terminalProgress(), stopOnInterrupt());
    std::printf("%s\n", (config.output / training::kModelFile).c_str());
}

}  // namespace

int main(int argc, char** argv) {
    constexpr int kFailed = 1, kWrongUsage = 2;
    if (argc != 2 || argv[1][0] == '-') {
        std::fprintf(stderr, "Usage: sonomask-trainer CONFIG.json (docs/training.md)\n");
        return kWrongUsage;
    }
    try {
        train(argv[1]);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "sonomask-trainer: %s\n", error.what());
        return kFailed;
    }
}
