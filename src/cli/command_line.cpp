#include "cli/command_line.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/option_checks.h"

namespace sonomask::cli {
namespace {

bool endsInJson(const std::string& text) {
    return text == "-" || std::filesystem::path(text).extension() == ".json";
}

}  // namespace

void addJsonOption(CLI::App& command, std::string& target) {
    const auto check = [](const std::string& text) {
        return endsInJson(text)
                   ? std::string()
                   : "must be - or a file whose name ends in .json, not \"" + text + "\"";
    };
    command
        .add_option("--json", target,
                    "Write JSON to this file (its name ends in .json), or to - (the default)")
        ->check(CLI::Validator(check, ""));
}

void refuseEmptyValues(CLI::App& app) {
    const auto check = [](const std::string& text) {
        return text.empty() ? std::string("must not be empty") : std::string();
    };
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; }))
        for (CLI::Option* option : command->get_options([](CLI::Option*) { return true; })) {
            const bool all_splits =
                command->get_name() == "evaluate" && option->check_lname("split");
            if (!all_splits) option->check(CLI::Validator(check, ""));
        }
}

void hintAtJsonTarget(const std::vector<std::string>& arguments) {
    const auto flag = std::find(arguments.begin(), arguments.end(), "--json");
    if (flag == arguments.end() || flag + 1 == arguments.end()) return;
    const std::string& next = *(flag + 1);
    std::error_code ignored;
    if (next.starts_with("-") || endsInJson(next) || std::filesystem::exists(next, ignored)) return;
    std::cerr << "sonomask-cli: \"" << next
              << "\" is taken for a file to read; the name of one that --json is to write ends in "
                 ".json\n";
}

std::vector<std::string> expandJsonFlag(const std::vector<std::string>& arguments) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        result.push_back(arguments[i]);
        const bool has_target = i + 1 < arguments.size() && endsInJson(arguments[i + 1]);
        if (arguments[i] == "--json" && !has_target) result.emplace_back("-");
    }
    return result;
}

void writeJson(const nlohmann::json& document, const std::string& target) {
    const std::string text =
        document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    if (target == "-") {
        std::cout << text;
        flushOutput();
    } else {
        writeFileAtomically(target, text);
    }
}

void flushOutput() {
    std::cout.flush();
    if (!std::cout || std::ferror(stdout))
        throw WriteError("standard output cannot be written", {},
                         "Is the disk full, or the reading program gone?");
}

void addEngineOptions(CLI::App& command, segmentation::EngineOptions& options) {
    using segmentation::DeviceChoice;
    using segmentation::PrecisionChoice;
    std::vector<std::pair<std::string, PrecisionChoice>> precisions;
    for (const PrecisionChoice choice :
         {PrecisionChoice::Auto, PrecisionChoice::Fp32, PrecisionChoice::Bf16,
          PrecisionChoice::Fp16, PrecisionChoice::Int8})
        precisions.emplace_back(nameOf(choice), choice);
    command.add_option("--model", options.model, "Checkpoint (default: the shipped model)");
    addChoice(
        command, "--device", options.device,
        {{"auto", DeviceChoice::Auto}, {"cpu", DeviceChoice::Cpu}, {"cuda", DeviceChoice::Cuda}});
    addChoice(command, "--precision", options.precision, precisions);
}

void addFusionOptions(CLI::App& command, segmentation::Fusion& fusion) {
    command.add_flag("--flip", fusion.flip,
                     "Segment the mirror image too and fuse both: twice the time");
    command.add_flag("--corners", fusion.corners,
                     "Segment four corner crops too and fuse all: five times the time");
}

void addSecondOpinionSwitch(CLI::App& command, descriptors::DescribeOptions& options) {
    command.add_flag("!--no-second-opinion", options.second_opinion,
                     "Say nothing about benign or malignant");
}

}  // namespace sonomask::cli
