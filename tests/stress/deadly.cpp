#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "base/error.h"
#include "commands.h"
#include "deadly_folder.h"
#include "decoder/decoder.h"
#include "figures.h"
#include "support/temporary_folder.h"
#include "tiny_model.h"
#include "workflow/batch.h"
#include "workflow/open.h"

namespace sonomask::stress {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

void readAll(const fs::path& folder, const std::vector<std::string>& names, bool are_good) {
    for (const std::string& name : names) try {
            (void)workflow::openClip(folder / name).frame(0);
            if (!are_good) std::printf("%s was read\n", name.c_str());
        } catch (const ReadError& error) {
            if (are_good) std::printf("%s\n", error.what());
        }
}

struct Folders {
    fs::path sound;
    fs::path deadly;
    test::DeadlyFolder sound_files;
    test::DeadlyFolder deadly_files;
};

/// Seconds for each good file.
struct Cost {
    double clock = 0;
    double processor = 0;
};

using Work = std::function<void(const fs::path&, const test::DeadlyFolder&)>;

void addCost(Cost& cost, const fs::path& folder, const test::DeadlyFolder& files, int rounds,
             const Work& work) {
    const double share = 1.0 / rounds / static_cast<double>(files.good.size());
    const double processor = processorSeconds();
    const auto begin = steady_clock::now();
    work(folder, files);
    cost.clock += share * secondsSince(begin);
    cost.processor += share * (processorSeconds() - processor);
}

/// Runs both in turn, `rounds` times; prints milliseconds for each good file and the throughput
/// lost.
void compare(const char* what, const Folders& folders, int rounds, const Work& work) {
    Cost sound;
    Cost deadly;
    for (int i = 0; i < rounds; ++i) {
        addCost(sound, folders.sound, folders.sound_files, rounds, work);
        addCost(deadly, folders.deadly, folders.deadly_files, rounds, work);
    }
    const auto print = [](const char* by, double without, double among) {
        std::printf(
            "  by %-9s %.2f ms a good file without bad ones, %.2f ms among them: %.1f %% "
            "of the throughput lost\n",
            by, 1e3 * without, 1e3 * among, 100 * (1 - without / among));
    };
    std::printf("%s\n", what);
    print("clock", sound.clock, deadly.clock);
    print("processor", sound.processor, deadly.processor);
}

/// The network of `model`, or a small untrained one.
segmentation::Engine engineOf(const fs::path& model, const fs::path& folder) {
    if (model.empty()) return test::tinyEngine(folder);
    segmentation::EngineOptions options;
    options.model = model;
    options.threads = 1;
    return segmentation::Engine(options);
}

}  // namespace

void readDeadlyFolder(int count, const std::string& model) {
    const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
    ::setenv("SONOMASK_DECODER_PATH", (here / "mortal_decoder").c_str(), 1);
    const test::TemporaryFolder folder;
    Folders folders{folder / "sound", folder / "deadly", {}, {}};
    folders.sound_files = test::writeDeadlyFolder(folders.sound, count, 0);
    folders.deadly_files = test::writeDeadlyFolder(folders.deadly, count, 20);
    std::printf("%d files, %zu of them bad\n", count, folders.deadly_files.bad.size());
    readAll(folders.sound, {folders.sound_files.good.front()}, true);  // starts the decoder
    compare("reading alone", folders, 2, [](const fs::path& in, const test::DeadlyFolder& files) {
        readAll(in, files.good, true);
        readAll(in, files.bad, false);
    });
    const segmentation::Engine engine = engineOf(model, folder.path());
    int run = 0;
    compare("batch", folders, 2, [&](const fs::path& in, const test::DeadlyFolder& files) {
        const fs::path out = folder / ("out" + std::to_string(run++));
        const auto summary = workflow::runBatch(engine, {{in}, out, 2, false});
        std::printf("  %zu done of %zu good, %zu named of %zu bad\n", summary.files_done,
                    files.good.size(), summary.failed.size(), files.bad.size());
    });
    std::printf("%llu decoders replaced\n",
                static_cast<unsigned long long>(decoder::statistics().restarts));
}

}  // namespace sonomask::stress
