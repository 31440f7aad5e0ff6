#include <iostream>
#include <memory>

#include "cli/command_line.h"
#include "cli/option_checks.h"
#include "phantom/write.h"

namespace sonomask::cli {
namespace {

struct PhantomArguments {
    std::filesystem::path output;
    phantom::PhantomOptions options;
};

void runPhantom(const PhantomArguments& arguments) {
    const phantom::PhantomStudy study = phantom::writePhantomStudy(
        arguments.output, arguments.options, terminalProgress(), stopOnInterrupt());
    std::cout << study.stills.size() << " stills and " << study.cine_masks.size()
              << " frames of a sweep with their masks in " << arguments.output.string()
              << "; the table is " << study.case_table.string() << "\n";
}

}  // namespace

void addPhantom(CLI::App& app, Outcome&) {
    auto arguments = std::make_shared<PhantomArguments>();
    phantom::PhantomOptions& options = arguments->options;
    CLI::App* command =
        app.add_subcommand("phantom", "Make simulated studies with their exact masks");
    command->add_option("--output", arguments->output, "Folder to write to")->required();
    command->add_option("--seed", options.seed, "Same seed, same pixels")
        ->check(seedNumber())
        ->capture_default_str();
    command->add_option("--stills", options.stills, "Number of still images")
        ->check(wholeNumberBetween(0, 1000000))
        ->capture_default_str();
    command->add_option("--cine-frames", options.cine_frames, "Frames of the sweep; 0 = no sweep")
        ->check(wholeNumberBetween(0, 1000000))
        ->capture_default_str();
    command->add_option("--width", options.frame_size.width, "Frame width in pixels")
        ->check(wholeNumberBetween(64, 4096))
        ->capture_default_str();
    command->add_option("--height", options.frame_size.height, "Frame height in pixels")
        ->check(wholeNumberBetween(64, 4096))
        ->capture_default_str();
    command->callback([arguments] { runPhantom(*arguments); });
}

}  // namespace sonomask::cli
