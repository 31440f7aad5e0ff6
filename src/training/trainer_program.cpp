// sonomask-trainer: `sonomask-cli train` without what reads images, for a machine with a GPU and
// LibTorch but no OpenCV, DCMTK or Qt. It trains on the packed set that `sonomask-cli train --pack`
// left in the run's folder.

#include <cstdio>

#include "base/allocator.h"
#include "base/error.h"
#include "base/process.h"
#include "base/terminal.h"
#include "training/config.h"
#include "training/error_context.h"
#include "training/packed_set.h"
#include "training/run_folder.h"
#include "training/threads.h"
#include "training/trainer.h"

namespace {

using namespace sonomask;

/// The pictures of the set are what the network learns from, whatever the configuration says.
void requireSamePreprocessing(const training::Config& config, const training::PackedSet& set) {
    if (set.preprocessing != nlohmann::json(config.preprocessing))
        throw ConfigError(
            "\"preprocessing\" of the configuration is another one than the images were packed "
            "with",
            {}, "Run `sonomask-cli train --pack` with this configuration again.");
}

void train(const std::filesystem::path& config_file) {
    training::withFileNamed(config_file, [&] {
        const auto config = training::readConfig(config_file);
        training::setThreads(config.threads);
        keepAllFreedMemory();
        const auto set = training::readPackedSet(config.output / training::kPackedFile);
        requireSamePreprocessing(config, set);
        const training::RunFolder folder(config.output);
        training::Trainer(config, set).run(terminalProgress(), stopOnInterrupt());
        std::printf("%s\n", (config.output / training::kModelFile).c_str());
    });
}

int fail(const std::exception& error, int status) {
    std::fprintf(stderr, "sonomask-trainer: %s\n", error.what());
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    prepareProcess();
    constexpr int kFailed = 1, kWrongUsage = 2;
    if (argc != 2 || argv[1][0] == '-') {
        std::fprintf(stderr, "Usage: sonomask-trainer CONFIG.json (docs/training.md)\n");
        return kWrongUsage;
    }
    try {
        train(argv[1]);
        return 0;
    } catch (const ConfigError& error) {
        return fail(error, kWrongUsage);
    } catch (const Cancelled& error) {
        std::fprintf(stderr, "%s\n", training::kHowToGoOn);
        return fail(error, kFailed);
    } catch (const std::exception& error) {
        return fail(error, kFailed);
    }
}
