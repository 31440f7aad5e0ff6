#include <iostream>
#include <memory>

#include "base/error.h"
#include "cli/command_line.h"
#include "training/train.h"
#include "training/trainer.h"

namespace sonomask::cli {
namespace {

struct TrainArguments {
    std::filesystem::path config;
    std::filesystem::path sheet;
    bool pack = false;
};

/// Does what was asked for; the file that it wrote.
std::filesystem::path trained(const TrainArguments& arguments) {
    const auto progress = terminalProgress();
    const auto stop = stopOnInterrupt();
    if (arguments.pack) return training::packForTraining(arguments.config, progress, stop);
    if (arguments.sheet.empty()) return training::runTraining(arguments.config, progress, stop);
    training::drawAugmentationSheet(arguments.config, arguments.sheet, progress, stop);
    return arguments.sheet;
}

void train(const TrainArguments& arguments) {
    try {
        std::cout << trained(arguments).string() << "\n";
    } catch (const Cancelled&) {
        std::cerr << training::kHowToGoOn << "\n";
        throw;
    }
}

std::string refusalOfPicture(const std::string& name) {
    return std::filesystem::path(name).extension() == ".png" ? "" : "must end in .png: " + name;
}

}  // namespace

void addTrain(CLI::App& app, Outcome&) {
    auto arguments = std::make_shared<TrainArguments>();
    CLI::App* command = app.add_subcommand("train", "Train a model, or go on with a stopped run");
    command->add_option("--config", arguments->config, "JSON configuration (docs/training.md)")
        ->required();
    auto* sheet =
        command
            ->add_option("--sheet", arguments->sheet,
                         "Draw the augmentation on training images into this PNG; do not train")
            ->check(CLI::Validator(refusalOfPicture, "PNG"));
    command
        ->add_flag("--pack", arguments->pack,
                   "Check and prepare the images for sonomask-trainer; do not train")
        ->excludes(sheet);
    command->callback([arguments] { train(*arguments); });
}

}  // namespace sonomask::cli
