#include <memory>

#include "cli/command_line.h"
#include "training/train.h"

namespace sonomask::cli {
namespace {

struct TrainArguments {
    std::filesystem::path config;
    std::filesystem::path sheet;
    bool pack = false;
};

void train(const TrainArguments& arguments) {
    const auto progress = terminalProgress();
    const auto stop = stopOnInterrupt();
    if (!arguments.sheet.empty())
        training::drawAugmentationSheet(arguments.config, arguments.sheet, progress, stop);
    else if (arguments.pack)
        training::packForTraining(arguments.config, progress, stop);
    else
        training::runTraining(arguments.config, progress, stop);
}

}  // namespace

void addTrain(CLI::App& app, Outcome&) {
    auto arguments = std::make_shared<TrainArguments>();
    CLI::App* command = app.add_subcommand("train", "Train a model, or go on with a stopped run");
    command->add_option("--config", arguments->config, "JSON configuration (docs/training.md)")
        ->required();
    auto* sheet =
        command->add_option("--sheet", arguments->sheet,
                            "Draw the augmentation on training images into this PNG; do not train");
    command
        ->add_flag("--pack", arguments->pack,
                   "Check and prepare the images for sonomask-trainer; do not train")
        ->excludes(sheet);
    command->callback([arguments] { train(*arguments); });
}

}  // namespace sonomask::cli
