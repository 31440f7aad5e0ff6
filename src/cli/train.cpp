#include <memory>

#include "cli/command_line.h"
#include "training/train.h"

namespace sonomask::cli {

void addTrain(CLI::App& app, Outcome&) {
    auto config = std::make_shared<std::filesystem::path>();
    CLI::App* command = app.add_subcommand("train", "Train a model, or go on with a stopped run");
    command->add_option("--config", *config, "JSON configuration (docs/training.md)")->required();
    command->callback(
        [config] { training::runTraining(*config, terminalProgress(), stopOnInterrupt()); });
}

}  // namespace sonomask::cli
