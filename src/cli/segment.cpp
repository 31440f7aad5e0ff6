#include <iostream>
#include <memory>

#include <opencv2/core/utility.hpp>

#include "base/error.h"
#include "cli/command_line.h"
#include "cli/option_checks.h"
#include "workflow/batch.h"

namespace sonomask::cli {
namespace {

struct SegmentArguments {
    segmentation::EngineOptions engine;
    workflow::BatchOptions batch;
};

/// An error in writing names what was to be written; the reader looks for the input.
std::string failureLine(const workflow::SkippedFile& failure) {
    const std::string input = failure.file.string();
    const bool names_it = failure.reason.starts_with(input + ": ");
    return "failed: " + (names_it ? "" : input + ": ") + failure.reason;
}

void runSegment(const SegmentArguments& arguments, Outcome& outcome) {
    segmentation::EngineOptions engine_options = arguments.engine;
    // Workers side by side, each with one thread, beat one worker with several threads.
    if (arguments.batch.jobs != 1) {
        engine_options.threads = 1;
        cv::setNumThreads(1);
    }
    const segmentation::Engine engine(engine_options);
    const auto summary =
        workflow::runBatch(engine, arguments.batch, terminalProgress(), stopOnInterrupt());
    for (const auto& failure : summary.failed) std::cerr << failureLine(failure) << "\n";
    std::cout << summary.files_done << " of " << summary.files_total << " files done";
    if (summary.files_resumed > 0)
        std::cout << " (" << summary.files_resumed << " of them by an earlier run)";
    std::cout << ", " << summary.failed.size() << " failed, " << summary.lesions_found
              << " masses in " << summary.frames_done << " frames; masks and findings"
              << workflow::suffixOf(arguments.batch.shard) << ".json in "
              << arguments.batch.output.string() << "\n";
    if (summary.files_listed == 0)
        std::cerr << "No file was found. Name files, or folders that hold some.\n";
    if (summary.cancelled) std::cout << "Cancelled. Go on with --resume.\n";
    if (summary.cancelled || !summary.failed.empty() || summary.files_listed == 0)
        outcome.exit_code = kSomeFailed;
}

}  // namespace

void addSegment(CLI::App& app, Outcome& outcome) {
    auto arguments = std::make_shared<SegmentArguments>();
    CLI::App* command = app.add_subcommand("segment", "Write the masks of files and folders");
    command->add_option("inputs", arguments->batch.inputs, "Files, folders or DICOMDIRs")
        ->required();
    command->add_option("--output", arguments->batch.output, "Folder for masks and findings.json")
        ->required();
    addEngineOptions(*command, arguments->engine);
    addFusionOptions(*command, arguments->engine.fusion);
    command->add_option("--jobs", arguments->batch.jobs, "Files side by side (default: all cores)")
        ->check(wholeNumberBetween(1, 256));
    addSecondOpinionSwitch(*command, arguments->batch.describe);
    command->add_flag("--resume", arguments->batch.resume, "Keep what an earlier run finished");
    command->add_option_function<std::string>(
        "--shard",
        [arguments](const std::string& text) {
            arguments->batch.shard = workflow::parseShard(text);
        },
        "Part i of n of the files, written i/n; join the findings with `merge`");
    command->callback([arguments, &outcome] { runSegment(*arguments, outcome); });
}

}  // namespace sonomask::cli
