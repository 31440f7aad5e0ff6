#include <memory>

#include "cli/command_line.h"
#include "training/train.h"

namespace sonomask::cli {

void addTrain(CLI::App& app, Outcome&) {
    auto config = std::make_shared<std::filesystem::path>();
    auto sheet = std::make_shared<std::filesystem::path>();
    CLI::App* command = app.add_subcommand("train", "Train a model, or go on with a stopped run");
    command->add_option("--config", *config, "JSON configuration (docs/training.md)")->required();
    command->add_option("--sheet", *sheet,
                        "Draw the augmentation on training images into this PNG; do not train");
    command->callback([config, sheet] {
        if (sheet->empty())
            training::runTraining(*config, terminalProgress(), stopOnInterrupt());
        else
            training::drawAugmentationSheet(*config, *sheet, terminalProgress(), stopOnInterrupt());
    });
}

}  // namespace sonomask::cli
