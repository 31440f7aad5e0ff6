#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>

#include "base/terminal.h"
#include "descriptors/terms.h"
#include "segmentation/engine.h"

namespace sonomask::cli {

/// The exit statuses that scripts rely on.
enum ExitCode { kAllDone = 0, kSomeFailed = 1, kWrongUsage = 2 };

/// Set by a subcommand's callback.
struct Outcome {
    int exit_code = kAllDone;
};

// One function a subcommand, each in the file of its name: adds it to `app` with its options.
void addInfo(CLI::App& app, Outcome& outcome);
void addSegment(CLI::App& app, Outcome& outcome);
void addEvaluate(CLI::App& app, Outcome& outcome);
void addMeasure(CLI::App& app, Outcome& outcome);
void addDescribe(CLI::App& app, Outcome& outcome);
void addCompare(CLI::App& app, Outcome& outcome);
void addTrain(CLI::App& app, Outcome& outcome);
void addBenchmark(CLI::App& app, Outcome& outcome);
void addExportOnnx(CLI::App& app, Outcome& outcome);
void addMerge(CLI::App& app, Outcome& outcome);
void addPhantom(CLI::App& app, Outcome& outcome);

/// Adds `--json`, which takes a file that ends in .json, or "-" for standard output; given alone it
/// means "-". `expandJsonFlag` makes the last form readable to CLI11.
void addJsonOption(CLI::App& command, std::string& target);

/// Has every option of every subcommand refuse an empty value, such as a script's variable that
/// was never set: as a path it would stand for the current folder, or for nothing. (`evaluate
/// --split ""` means every row.)
void refuseEmptyValues(CLI::App& app);

/// Rewrites a bare `--json` to `--json -`: an option value is taken only when it is "-" or ends in
/// .json, so that `info --json scan.dcm` never writes over the scan.
std::vector<std::string> expandJsonFlag(const std::vector<std::string>& arguments);

/// Says on standard error what becomes of `--json out.txt` where there is no such file to read.
void hintAtJsonTarget(const std::vector<std::string>& arguments);

/// Writes a document to a file or, for "-", to standard output. Throws `WriteError`.
void writeJson(const nlohmann::json& document, const std::string& target);

/// Sends on what was printed to standard output. Throws `WriteError` where any of it was lost.
void flushOutput();

/// Adds --model, --device and --precision.
void addEngineOptions(CLI::App& command, segmentation::EngineOptions& options);

/// Adds --flip and --corners.
void addFusionOptions(CLI::App& command, segmentation::Fusion& fusion);

/// Adds --no-second-opinion.
void addSecondOpinionSwitch(CLI::App& command, descriptors::DescribeOptions& options);

}  // namespace sonomask::cli
