#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "appraisal/agreement_report.h"
#include "appraisal/masses.h"
#include "appraisal/term_study.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/command_line.h"
#include "evaluation/cases.h"

namespace sonomask::cli {
namespace {

using appraisal::MeasuredMass;
using appraisal::TermAgreement;
using descriptors::TermModels;

struct DescribeArguments {
    std::filesystem::path cases;
    std::string split;
    std::vector<std::string> datasets;
    std::filesystem::path output;
};

constexpr const char* kWhichCounts =
    "`cross-validated` trains classifiers of the same kind on these very masses, each judged by "
    "classifiers that have not seen it. `shipped` are the program's own: on masses that they were "
    "trained on (docs/descriptors.md names them) their figures say nothing.";

/// The terms for which the table states a reader's word.
std::vector<TermAgreement> shippedAgreement(const std::vector<MeasuredMass>& masses) {
    std::vector<TermAgreement> result;
    for (const auto& recipe : TermModels::recipes()) {
        TermAgreement agreement =
            appraisal::compareWith(TermModels::shipped(), recipe.term, masses);
        if (agreement.table.total() > 0) result.push_back(std::move(agreement));
    }
    return result;
}

/// A term of which the table states fewer than two words cannot be learnt from it, and is left out.
std::vector<TermAgreement> crossValidated(const std::vector<MeasuredMass>& masses) {
    std::vector<TermAgreement> result;
    for (const auto& recipe : TermModels::recipes()) {
        try {
            result.push_back(appraisal::crossValidate(recipe, masses));
        } catch (const ConfigError&) {
            continue;
        }
    }
    return result;
}

void runDescribe(const DescribeArguments& arguments) {
    const auto cases = evaluation::selectCases(evaluation::readCases(arguments.cases),
                                               arguments.split, arguments.datasets);
    makeFolder(arguments.output);
    const auto masses = appraisal::measureMasses(cases, terminalProgress(), stopOnInterrupt());
    const auto cross_validated = crossValidated(masses);
    const auto shipped = shippedAgreement(masses);
    const std::string report =
        "# Descriptors against the reader's terms\n\n" + arguments.cases.filename().string() +
        ", split " + arguments.split + ": " + std::to_string(masses.size()) +
        " masses, reference outlines.\n" + kWhichCounts + "\n\n# Cross-validated\n\n" +
        appraisal::agreementMarkdown(cross_validated) + "\n# Shipped\n\n" +
        appraisal::agreementMarkdown(shipped);
    writeFileAtomically(arguments.output / "report.md", report);
    writeJson({{"cases", arguments.cases.filename().string()},
               {"split", arguments.split},
               {"masses", masses.size()},
               {"cross_validated", appraisal::agreementJson(cross_validated)},
               {"shipped", appraisal::agreementJson(shipped)}},
              (arguments.output / "agreement.json").string());
    std::cout << report << "\nWritten to " << arguments.output.string() << "\n";
}

}  // namespace

void addDescribe(CLI::App& app, Outcome&) {
    auto arguments = std::make_shared<DescribeArguments>();
    CLI::App* command =
        app.add_subcommand("describe", "Compare the BI-RADS descriptors with a reader's terms");
    command->add_option("--cases", arguments->cases, "Table of cases")->required();
    command->add_option("--split", arguments->split, "Split of the table")->required();
    command->add_option("--dataset", arguments->datasets, "Data sets (default: all)");
    command->add_option("--output", arguments->output, "Folder for report.md and agreement.json")
        ->required();
    command->callback([arguments] { runDescribe(*arguments); });
}

}  // namespace sonomask::cli
