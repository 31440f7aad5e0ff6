#include "workflow/merge.h"

#include <iostream>
#include <memory>

#include "cli/command_line.h"
#include "cli/option_checks.h"

namespace sonomask::cli {
namespace {

struct MergeArguments {
    std::vector<std::filesystem::path> folders;
    std::filesystem::path output;
};

}  // namespace

void addMerge(CLI::App& app, Outcome& outcome) {
    auto arguments = std::make_shared<MergeArguments>();
    CLI::App* command = app.add_subcommand("merge", "Join the findings of `segment --shard` runs");
    command->add_option("folders", arguments->folders, "Output folders of the parts")->required();
    command->add_option("--output", arguments->output, "The joined findings (a .json file)")
        ->required()
        ->check(fileEndingIn(".json"));
    command->callback([arguments, &outcome] {
        const auto summary = workflow::mergeFindings(arguments->folders, arguments->output);
        std::cout << summary.files << " files, " << summary.failed
                  << " of them failed; findings in " << arguments->output.string() << "\n";
        if (summary.failed > 0) outcome.exit_code = kSomeFailed;
    });
}

}  // namespace sonomask::cli
