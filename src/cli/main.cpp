#include <algorithm>
#include <exception>
#include <iostream>
#include <vector>

#include "base/allocator.h"
#include "base/error.h"
#include "base/process.h"
#include "base/version.h"
#include "cli/command_line.h"

namespace {

using namespace sonomask;

int run(std::vector<std::string> arguments) {
    CLI::App app("Sonomask: segmentation of breast masses in ultrasound. Not for diagnostic use.",
                 "sonomask-cli");
    app.set_version_flag("--version", std::string(kVersion));
    app.require_subcommand(1);
    cli::Outcome outcome;
    cli::addInfo(app, outcome);
    cli::addSegment(app, outcome);
    cli::addEvaluate(app, outcome);
    cli::addMeasure(app, outcome);
    cli::addDescribe(app, outcome);
    cli::addCompare(app, outcome);
    cli::addTrain(app, outcome);
    cli::addMerge(app, outcome);
    cli::addExportOnnx(app, outcome);
    cli::addBenchmark(app, outcome);
    cli::addPhantom(app, outcome);
    cli::refuseEmptyValues(app);
    cli::hintAtJsonTarget(arguments);
    arguments = cli::expandJsonFlag(arguments);
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes a vector from its end
    try {
        app.parse(arguments);
    } catch (const CLI::ParseError& error) {
        const bool asked_for = error.get_exit_code() == 0;  // --help, --version
        app.exit(error);
        return asked_for ? cli::kAllDone : cli::kWrongUsage;
    }
    return outcome.exit_code;
}

}  // namespace

int main(int argc, char** argv) {
    prepareProcess();
    keepFreedMemory();
    try {
        const int exit_code = run({argv + 1, argv + argc});
        cli::flushOutput();
        return exit_code;
    } catch (const ConfigError& error) {
        std::cerr << "sonomask-cli: " << error.what() << "\n";
        return cli::kWrongUsage;
    } catch (const std::exception& error) {
        std::cerr << "sonomask-cli: " << error.what() << "\n";
        return cli::kSomeFailed;
    }
}
