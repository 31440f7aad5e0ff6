#include "training/train.h"

#include <algorithm>

#include <opencv2/imgcodecs.hpp>

#include "base/allocator.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "evaluation/cases.h"
#include "training/augmentation_sheet.h"
#include "training/config.h"
#include "training/packer.h"
#include "training/threads.h"
#include "training/trainer.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;

std::vector<evaluation::Case> casesOf(const Config& config) {
    const auto all = evaluation::readCases(config.data.cases);
    auto cases = evaluation::selectCases(all, config.data.train_split, config.data.datasets);
    const auto held_out =
        evaluation::selectCases(all, config.data.validation_split, config.data.datasets);
    cases.insert(cases.end(), held_out.begin(), held_out.end());
    return cases;
}

bool describes(const PackedSet& set, const std::vector<evaluation::Case>& cases,
               const preprocess::Settings& settings) {
    const auto same = [](const PackedRow& row, const evaluation::Case& item) {
        return row.dataset == item.dataset && row.case_id == item.id && row.split == item.split &&
               row.label == item.label && row.files == stampOf(item);
    };
    return set.preprocessing == nlohmann::json(settings) &&
           std::equal(set.rows.begin(), set.rows.end(), cases.begin(), cases.end(), same);
}

PackedSet packedSetFor(const Config& config, const ProgressCallback& progress,
                       std::stop_token stop) {
    const auto settings = config.preprocessing.get<preprocess::Settings>();
    const auto cases = casesOf(config);
    const auto file = config.output / kPackedFile;
    if (fs::exists(file) && hasCurrentFormat(file)) {
        auto set = readPackedSet(file);
        if (describes(set, cases, settings)) return set;
    }
    auto set = packCases(cases, settings, progress, stop);
    makeFolder(config.output);
    writePackedSet(file, set);
    return set;
}

}  // namespace

fs::path runTraining(const fs::path& config_file, const ProgressCallback& progress,
                     std::stop_token stop) {
    const auto config = readConfig(config_file);
    setThreads(config.threads);
    keepAllFreedMemory();
    const auto set = packedSetFor(config, progress, stop);
    Trainer trainer(config, set);
    trainer.run(progress, stop);
    return config.output / kModelFile;
}

fs::path packForTraining(const fs::path& config_file, const ProgressCallback& progress,
                         std::stop_token stop) {
    const auto config = readConfig(config_file);
    packedSetFor(config, progress, stop);
    return config.output / kPackedFile;
}

void drawAugmentationSheet(const fs::path& config_file, const fs::path& picture,
                           const ProgressCallback& progress, std::stop_token stop) {
    constexpr std::size_t kColumns = 6;
    const auto config = readConfig(config_file);
    setThreads(config.threads);
    const auto set = packedSetFor(config, progress, stop);
    const auto samples = augmentationSamples(set, config.data.train_split, kColumns,
                                             config.augmentation, config.seed);
    std::vector<std::uint8_t> png;
    cv::imencode(".png", drawSheet(samples, set.size), png);
    writeFileAtomically(picture, std::as_bytes(std::span(png)));
}

}  // namespace sonomask::training
