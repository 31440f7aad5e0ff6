#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/command_line.h"
#include "network/graph.h"
#include "onnx/write.h"
#include "preprocess/settings.h"

namespace sonomask::cli {
namespace {

struct ExportArguments {
    std::filesystem::path model;
    std::filesystem::path output;
};

/// Nothing but an ONNX file is written over: a checkpoint is the work of days.
void requireOnnxName(const ExportArguments& arguments) {
    std::error_code ignored;
    if (std::filesystem::equivalent(arguments.model, arguments.output, ignored))
        throw ConfigError("--output is the model itself", arguments.output,
                          "Name another file, which ends in .onnx.");
    if (arguments.output.extension() != ".onnx")
        throw ConfigError("--output does not end in .onnx", arguments.output,
                          "Name another file, which ends in .onnx.");
}

void runExport(ExportArguments arguments) {
    if (arguments.model.empty()) arguments.model = segmentation::shippedModel();
    requireOnnxName(arguments);
    network::GraphModel model = network::loadGraph(arguments.model);
    const int size = model.header.preprocessing.get<preprocess::Settings>().size;
    const nlohmann::json notes = {{"preprocessing", model.header.preprocessing},
                                  {"threshold", model.header.threshold},
                                  {"minimal_score", model.header.minimal_score},
                                  {"provenance", model.header.provenance}};
    onnx::writeModel(arguments.output, network::withProbability(std::move(model.logits_at_stride4)),
                     size, {arguments.model.stem().string(), notes.dump()});
    std::cout << "Written: " << arguments.output.string() << " (picture 1 x 1 x " << size << " x "
              << size << " in 0..1 to probability)\n";
}

}  // namespace

void addExportOnnx(CLI::App& app, Outcome&) {
    auto arguments = std::make_shared<ExportArguments>();
    CLI::App* command =
        app.add_subcommand("export-onnx", "Write a model as ONNX, for other programs");
    command->add_option("--model", arguments->model, "Checkpoint (default: the shipped model)");
    command->add_option("--output", arguments->output, "The .onnx file")->required();
    command->callback([arguments] { runExport(*arguments); });
}

}  // namespace sonomask::cli
