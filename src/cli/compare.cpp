#include <cmath>
#include <iostream>
#include <memory>
#include <set>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/number_text.h"
#include "base/plain_path.h"
#include "cli/command_line.h"
#include "cli/option_checks.h"
#include "workflow/agreement.h"
#include "workflow/file_list.h"
#include "workflow/open.h"
#include "workflow/output_names.h"

namespace sonomask::cli {
namespace {

using nlohmann::json;

struct CompareArguments {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path first;
    std::filesystem::path second;
    std::filesystem::path output;
    std::string json_target;
};

/// The readers' work often lies below the pictures: their masks are not pictures to compare.
workflow::FileList picturesOf(const CompareArguments& arguments) {
    using workflow::listFiles;
    workflow::FileList list = listFiles(arguments.inputs, stopOnInterrupt(), arguments.first);
    const auto others = listFiles(arguments.inputs, stopOnInterrupt(), arguments.second).files;
    const std::set<std::filesystem::path> pictures(others.begin(), others.end());
    std::erase_if(list.files, [&](const auto& file) { return !pictures.contains(file); });
    return list;
}

/// What both readers say about a file, whose masks are called `name`; the first one's ruler counts,
/// as in the window. Throws `ReadError`.
workflow::ReadTwice readTwice(const std::filesystem::path& file, const std::string& name,
                              const CompareArguments& arguments) {
    Clip clip = workflow::openClip(file, stopOnInterrupt());
    workflow::ReaderMasses first = workflow::massesOfReader(arguments.first, clip.info(), name);
    workflow::ReaderMasses second = workflow::massesOfReader(arguments.second, clip.info(), name);
    bool compared = false;
    for (const auto& [index, masses] : first.frames)
        if (second.frames.contains(index)) {
            (void)clip.frame(index);  // one that cannot be decoded costs its file alone
            compared = true;
        }
    if (!compared) throw ReadError("has no frame that both have read", file);
    const auto user_spacing = first.user_spacing;
    return {std::move(clip), std::move(first), std::move(second), user_spacing};
}

json orNull(double value) {
    return std::isfinite(value) ? json(value) : json(nullptr);
}

json documentOf(const workflow::Agreement& agreement, const std::vector<std::string>& left_out) {
    json terms = json::array();
    for (const workflow::TermAgreement& term : agreement.terms)
        terms.push_back({{"term", term.term},
                         {"masses", term.masses},
                         {"observed_agreement", orNull(term.observed)},
                         {"kappa", orNull(term.kappa)}});
    return {{"first_reader", agreement.first_reader},
            {"second_reader", agreement.second_reader},
            {"frames", agreement.frames},
            {"matched", agreement.matched},
            {"only_first", agreement.only_first},
            {"only_second", agreement.only_second},
            {"dice", orNull(agreement.dice)},
            {"mean_mass_dice", orNull(agreement.mean_mass_dice)},
            {"hd95", agreement.hd95 ? json(*agreement.hd95) : json(nullptr)},
            {"hd95_unit", agreement.hd95 ? json(agreement.unit) : json(nullptr)},
            {"terms", terms},
            {"left_out", left_out}};
}

void printSummary(const workflow::Agreement& agreement) {
    std::cout << agreement.first_reader << " and " << agreement.second_reader << ": "
              << agreement.frames << " frames that both have read, " << agreement.matched
              << " masses that both see, " << agreement.only_first << " only the first, "
              << agreement.only_second << " only the second; Dice " << fixedText(agreement.dice, 3);
    if (agreement.hd95)
        std::cout << ", HD95 " << fixedText(*agreement.hd95, 2) << " " << agreement.unit;
    std::cout << "\n";
    for (const workflow::TermAgreement& term : agreement.terms)
        std::cout << "  " << term.term << ": " << term.masses << " masses, "
                  << fixedText(100 * term.observed, 0) << " % equal, Cohen's κ "
                  << fixedText(term.kappa, 2) << "\n";
}

/// Both readers' work on all files. What cannot be compared is told and kept in `left_out`.
std::vector<workflow::ReadTwice> studyOf(const CompareArguments& arguments,
                                         std::vector<std::string>& left_out) {
    const workflow::FileList list = picturesOf(arguments);
    for (const workflow::SkippedFile& skipped : list.skipped) left_out.push_back(skipped.reason);
    const std::vector<std::string> names = workflow::outputNames(list.files);
    std::vector<workflow::ReadTwice> study;
    for (std::size_t i = 0; i < list.files.size(); ++i) {
        reportProgress(terminalProgress(), i, list.files.size(), list.files[i].filename().string());
        try {
            study.push_back(readTwice(list.files[i], names[i], arguments));
        } catch (const ReadError& error) {
            left_out.emplace_back(error.what());
        }
    }
    reportProgress(terminalProgress(), list.files.size(), list.files.size());
    for (const std::string& reason : left_out) std::cerr << "left out: " << reason << "\n";
    return study;
}

void runCompare(const CompareArguments& arguments, Outcome& outcome) {
    std::vector<std::string> left_out;
    const auto study = studyOf(arguments, left_out);
    if (study.empty())
        throw ReadError("no file holds work of both readers: nothing is compared", {},
                        "Name the pictures, and for each reader a folder of sessions or of masks.");
    const workflow::Agreement agreement = workflow::compareReaders(study, stopOnInterrupt());
    writeFileAtomically(arguments.output, workflow::agreementCsv(agreement));
    if (arguments.json_target.empty())
        printSummary(agreement);
    else
        writeJson(documentOf(agreement, left_out), arguments.json_target);
    if (!left_out.empty()) outcome.exit_code = kSomeFailed;
}

/// Without a slash at the end, so that a reader without a name is called like her folder.
std::filesystem::path readersFolder(const std::filesystem::path& given) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(given, ignored))
        throw ReadError("is not a folder", given,
                        "Name the folder of a reader's sessions, or of her masks.");
    return plainPath(given);
}

}  // namespace

void addCompare(CLI::App& app, Outcome& outcome) {
    auto arguments = std::make_shared<CompareArguments>();
    CLI::App* command = app.add_subcommand("compare", "Compare two readers' masses and terms");
    command->add_option("inputs", arguments->inputs, "The pictures: files, folders or DICOMDIRs")
        ->required();
    const std::string kinds =
        " reader's work: a folder of sessions, one session, or masks named "
        "as `segment` names them";
    command->add_option("--first", arguments->first, "The first" + kinds)->required();
    command->add_option("--second", arguments->second, "The second" + kinds)->required();
    command
        ->add_option("--output", arguments->output, "The table (a .csv file, docs/session-file.md)")
        ->required()
        ->check(fileEndingIn(".csv"));
    addJsonOption(*command, arguments->json_target);
    command->callback([arguments, &outcome] {
        arguments->first = readersFolder(arguments->first);
        arguments->second = readersFolder(arguments->second);
        runCompare(*arguments, outcome);
    });
}

}  // namespace sonomask::cli
