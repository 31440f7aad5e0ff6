#include "cli/benchmark_folder.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/benchmark_machine.h"
#include "preprocess/preprocess.h"
#include "segmentation/forward_pass.h"
#include "workflow/batch.h"
#include "workflow/open.h"

namespace sonomask::cli {
namespace {

namespace fs = std::filesystem;

/// Folder and network take turns up to so often, so that a machine that grows slower slows both.
constexpr int kMostRounds = 5;

/// The most rounds that share the pictures evenly.
int roundsOf(int images) {
    int rounds = kMostRounds;
    while (images % rounds != 0) --rounds;
    return rounds;
}

struct Spent {
    double seconds = 0;
    double cpu_seconds = 0;
};

template <typename Work>
void add(Spent& spent, Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    const ProcessorWatch processor;
    work();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    spent.seconds += taken.count();
    spent.cpu_seconds += processor.seconds();
}

/// Copies of the pictures under names of their own; nothing else is in the folder then.
void fillFolder(const fs::path& folder, const std::vector<fs::path>& pictures) {
    fs::remove_all(folder);
    makeFolder(folder);
    for (std::size_t i = 0; i < pictures.size(); ++i)
        fs::copy_file(pictures[i], folder / (std::to_string(i) + pictures[i].extension().string()));
}

std::vector<cv::Mat> inputsOf(const std::vector<fs::path>& pictures,
                              const preprocess::Settings& settings) {
    std::vector<cv::Mat> inputs;
    for (const fs::path& picture : pictures)
        inputs.push_back(
            preprocess::preprocess(workflow::openClip(picture).frame(0), settings).pixels);
    return inputs;
}

void runNetwork(const segmentation::ForwardPass& pass, const std::vector<cv::Mat>& inputs,
                int jobs) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> workers;
    for (int job = 0; job < jobs; ++job)
        workers.emplace_back([&] {
            for (std::size_t i = next++; i < inputs.size(); i = next++) pass.run({&inputs[i], 1});
        });
}

}  // namespace

nlohmann::json measureFolder(const segmentation::EngineOptions& given,
                             const std::vector<fs::path>& pictures, int images, int jobs,
                             const fs::path& scratch) {
    segmentation::EngineOptions options = given;
    options.threads = 1;
    const segmentation::Engine engine(options);
    options.model = engine.model().file;
    options.precision = segmentation::precisionNamed(engine.precision());
    const segmentation::ForwardPass pass(options, engine.model().preprocessing.size);
    const int rounds = roundsOf(images);
    const workflow::BatchOptions batch{{scratch / "in"}, scratch / "out", jobs};
    Spent folder;
    Spent network;
    for (int round = 0; round < rounds; ++round) {
        std::vector<fs::path> in_this_round;
        for (int i = round; i < images; i += rounds)
            in_this_round.push_back(pictures[static_cast<std::size_t>(i) % pictures.size()]);
        fillFolder(batch.inputs.front(), in_this_round);
        const auto inputs = inputsOf(in_this_round, engine.model().preprocessing);
        if (round == 0) runNetwork(pass, inputs, jobs);  // warms up
        add(folder, [&] {
            const auto failed = workflow::runBatch(engine, batch).failed;
            if (!failed.empty()) throw ReadError("cannot be segmented", failed.front().file);
        });
        add(network, [&] { runNetwork(pass, inputs, jobs); });
    }
    return {{"images", images},
            {"jobs", jobs},
            {"precision", engine.precision()},
            {"seconds", folder.seconds},
            {"network_seconds", network.seconds},
            {"ratio", folder.seconds / network.seconds},
            {"cpu_ratio", folder.cpu_seconds / network.cpu_seconds},
            {"images_per_second", images / folder.seconds},
            {"other_cpu_ms_per_image", 1e3 * (folder.cpu_seconds - network.cpu_seconds) / images}};
}

}  // namespace sonomask::cli
