#include "training/train.h"

#include <algorithm>

#include <opencv2/imgcodecs.hpp>

#include "base/allocator.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "evaluation/cases.h"
#include "training/augmentation_sheet.h"
#include "training/config.h"
#include "training/error_context.h"
#include "training/packer.h"
#include "training/run_folder.h"
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
    evaluation::requireOtherPeople(cases, held_out);
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

PackedSet packedSetFor(const Config& config, const std::vector<evaluation::Case>& cases,
                       const ProgressCallback& progress, std::stop_token stop) {
    const auto file = config.output / kPackedFile;
    if (fs::exists(file) && hasCurrentFormat(file)) {
        auto set = readPackedSet(file);
        if (describes(set, cases, config.preprocessing)) return set;
    }
    auto set = packCases(cases, config.preprocessing, progress, stop);
    writePackedSet(file, set);
    return set;
}

/// Runs `work` on the configuration and its packed images while it has the output folder to itself.
template <typename Work>
void withPackedSet(const fs::path& config_file, const ProgressCallback& progress,
                   const std::stop_token& stop, const Work& work) {
    withFileNamed(config_file, [&] {
        const auto config = readConfig(config_file);
        setThreads(config.threads);
        const auto cases = casesOf(config);
        const RunFolder folder(config.output);
        work(config, packedSetFor(config, cases, progress, stop));
    });
}

}  // namespace

fs::path runTraining(const fs::path& config_file, const ProgressCallback& progress,
                     std::stop_token stop) {
    fs::path model;
    withPackedSet(config_file, progress, stop, [&](const Config& config, const PackedSet& set) {
        keepAllFreedMemory();
        Trainer(config, set).run(progress, stop);
        model = config.output / kModelFile;
    });
    return model;
}

fs::path packForTraining(const fs::path& config_file, const ProgressCallback& progress,
                         std::stop_token stop) {
    fs::path packed;
    withPackedSet(config_file, progress, stop, [&](const Config& config, const PackedSet&) {
        packed = config.output / kPackedFile;
    });
    return packed;
}

void drawAugmentationSheet(const fs::path& config_file, const fs::path& picture,
                           const ProgressCallback& progress, std::stop_token stop) {
    constexpr std::size_t kColumns = 6;
    withPackedSet(config_file, progress, stop, [&](const Config& config, const PackedSet& set) {
        const auto samples = augmentationSamples(set, config.data.train_split, kColumns,
                                                 config.augmentation, config.seed);
        std::vector<std::uint8_t> png;
        cv::imencode(".png", drawSheet(samples, set.size), png);
        writeFileAtomically(picture, std::as_bytes(std::span(png)));
    });
}

}  // namespace sonomask::training
