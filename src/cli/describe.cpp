#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>

#include <nlohmann/json.hpp>

#include "appraisal/agreement_report.h"
#include "appraisal/masses.h"
#include "appraisal/second_opinion.h"
#include "appraisal/term_study.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/command_line.h"
#include "evaluation/cases.h"
#include "workflow/output_names.h"

namespace sonomask::cli {
namespace {

using appraisal::MeasuredMass;
using appraisal::MeasuredMasses;
using appraisal::Opinion;
using appraisal::TermAgreement;
using descriptors::TermModels;

struct DescribeArguments {
    std::filesystem::path cases;
    std::string split;
    std::vector<std::string> datasets;
    std::filesystem::path output;
    std::filesystem::path masks;
    std::filesystem::path learn_masks;
    std::string train_split;
    std::filesystem::path fit;
    std::filesystem::path from;
    std::vector<std::string> terms;
};

/// Learnt from another table than the readers' words.
constexpr const char* kMalignancy = "malignancy";

constexpr const char* kWhichCounts =
    "Cohen's κ and accuracy are means over five partitions into five parts, their intervals a "
    "bootstrap over patients; confusions are of the first partition.\n`Cross-validated` chooses a "
    "recipe and trains on these very masses, each judged by a classifier whose recipe was chosen "
    "and which was trained without it. `Shipped` are the program's own: on masses that they were "
    "trained on (docs/descriptors.md names them) their figures say nothing.";

/// The lessons of the terms that were asked for; all without any.
std::vector<appraisal::Lesson> lessonsOf(const std::vector<std::string>& terms) {
    if (terms.empty()) return appraisal::lessons();
    std::vector<appraisal::Lesson> lessons;
    for (const std::string& term : terms) lessons.push_back(appraisal::lessonFor(term));
    return lessons;
}

/// The terms for which the table states a reader's word.
std::vector<TermAgreement> shippedAgreement(const std::vector<appraisal::Lesson>& lessons,
                                            const std::vector<MeasuredMass>& masses) {
    std::vector<TermAgreement> result;
    for (const appraisal::Lesson& lesson : lessons) {
        TermAgreement agreement =
            appraisal::compareWith(TermModels::shipped(), lesson.term, masses);
        if (agreement.table.total() > 0) result.push_back(std::move(agreement));
    }
    return result;
}

/// A term that cannot be learnt from the table.
struct LeftOut {
    std::string term;
    std::string reason;
};

struct CrossValidated {
    std::vector<TermAgreement> terms;
    std::vector<LeftOut> left_out;
};

CrossValidated crossValidated(const std::vector<appraisal::Lesson>& lessons,
                              const std::vector<MeasuredMass>& masses) {
    CrossValidated result;
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        reportProgress(terminalProgress(), i, lessons.size(), lessons[i].term);
        try {
            result.terms.push_back(
                appraisal::crossValidate(lessons[i], masses, {}, stopOnInterrupt()));
        } catch (const ConfigError& error) {
            result.left_out.push_back({lessons[i].term, error.reason()});
        }
    }
    reportProgress(terminalProgress(), lessons.size(), lessons.size());
    return result;
}

std::string leftOutMarkdown(const std::vector<LeftOut>& left_out) {
    std::string text = left_out.empty() ? "" : "\nLeft out:\n\n";
    for (const auto& [term, reason] : left_out) text += "- " + term + ": " + reason + "\n";
    return text;
}

nlohmann::json leftOutJson(const std::vector<LeftOut>& left_out) {
    nlohmann::json result = nlohmann::json::array();
    for (const auto& [term, reason] : left_out)
        result.push_back({{"term", term}, {"reason", reason}});
    return result;
}

/// What `sonomask-cli segment` wrote for the images of these cases.
appraisal::OutlineFinder masksIn(const std::filesystem::path& folder,
                                 const std::vector<evaluation::Case>& cases) {
    if (folder.empty()) return {};
    std::vector<std::filesystem::path> images;
    for (const evaluation::Case& item : cases) images.push_back(item.image);
    std::sort(images.begin(), images.end());
    images.erase(std::unique(images.begin(), images.end()), images.end());
    const std::vector<std::string> names = workflow::outputNames(images);
    std::map<std::filesystem::path, std::string> name_of;
    for (std::size_t i = 0; i < images.size(); ++i) name_of[images[i]] = names[i];
    return [folder, name_of](const evaluation::Case& item, const Frame& frame,
                             const cv::Mat& reference) {
        evaluation::Case other = item;
        other.mask = folder / workflow::maskFileName(name_of.at(item.image), 1, 0);
        const cv::Mat mask = evaluation::readMask(other, frame.pixels.size());
        return appraisal::bestOverlapping(segmentation::lesionsFromMask(mask), reference);
    };
}

std::vector<evaluation::Case> casesOf(const DescribeArguments& arguments,
                                      const std::string& split) {
    return evaluation::selectCases(evaluation::readCases(arguments.cases), split,
                                   arguments.datasets);
}

/// Nothing is learnt from an incomplete table: without `failed` the first row that cannot be read
/// ends the work.
MeasuredMasses measured(const std::vector<evaluation::Case>& cases,
                        const appraisal::OtherOutlines& others,
                        const appraisal::CaseFailed& failed = {}) {
    return appraisal::measureMasses(cases, terminalProgress(), stopOnInterrupt(), others, failed);
}

/// No table is made of nothing.
void requireMasses(const MeasuredMasses& found, const DescribeArguments& arguments) {
    if (!found.masses.empty()) return;
    if (found.missed > 0)
        throw ReadError("outlines none of the " + std::to_string(found.missed) +
                            " masses of the split \"" + arguments.split +
                            "\": nothing is compared, and no report is written",
                        arguments.masks, "See that these are the masks of this split's pictures.");
    throw ReadError("no mass of the split \"" + arguments.split +
                        "\" could be measured: nothing is compared, and no report is written",
                    arguments.cases,
                    arguments.masks.empty()
                        ? "Choose a split whose pictures can be read and show masses."
                        : "See that --masks holds the masks of this split's pictures.");
}

TermModels modelsFrom(const std::filesystem::path& file) {
    if (file.empty()) return TermModels::shipped();
    constexpr auto kRemedy = "Name a file that --fit has written.";
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    const auto json = parseJson(text.str());
    if (json.is_discarded())
        throw ReadError("cannot be read as the classifiers of terms", file, kRemedy);
    try {
        return TermModels::fromJson(json);
    } catch (const ModelError& error) {
        throw ReadError(error.reason(), file, kRemedy);
    }
}

/// What `learn` gives; names term and split where they cannot be learnt from.
template <typename Learn>
auto learnt(const std::string& term, const std::string& split, const DescribeArguments& arguments,
            const Learn& learn) {
    try {
        return learn();
    } catch (const ConfigError& error) {
        throw ConfigError(
            term + " cannot be learnt from the split \"" + split + "\": " + error.reason(),
            arguments.cases, "Choose a split that states more, or name other terms with --term.");
    }
}

/// Learns terms anew; those that are not asked for stay as they are.
void runFit(const DescribeArguments& arguments) {
    TermModels models = modelsFrom(arguments.from);
    const auto cases = casesOf(arguments, arguments.split);
    const auto masses = measured(cases, {{}, masksIn(arguments.learn_masks, cases)}).masses;
    for (const appraisal::Lesson& lesson : lessonsOf(arguments.terms)) {
        if (arguments.terms.empty() && lesson.term == kMalignancy) continue;
        models.set(lesson.term, learnt(lesson.term, arguments.split, arguments,
                                       [&] { return appraisal::trainTerm(lesson, masses); }));
        const auto stated =
            std::count_if(masses.begin(), masses.end(), [&](const MeasuredMass& mass) {
                return !appraisal::statedWord(mass.item, lesson.term).empty();
            });
        std::cout << "learnt " << lesson.term << " from " << stated << " masses\n";
    }
    writeFileAtomically(arguments.fit, models.toJson().dump() + "\n");
}

/// The shipped second opinion, and with --train-split what else could be learnt from that split,
/// always from reference outlines.
std::vector<Opinion> secondOpinions(const DescribeArguments& arguments,
                                    const std::vector<MeasuredMass>& masses) {
    std::vector<Opinion> opinions{appraisal::opinionOf(TermModels::shipped(), masses)};
    if (arguments.train_split.empty()) return opinions;
    const auto train = measured(casesOf(arguments, arguments.train_split), {}).masses;
    for (Opinion& opinion : learnt(kMalignancy, arguments.train_split, arguments,
                                   [&] { return appraisal::compareOpinions(train, masses); }))
        opinions.push_back(std::move(opinion));
    return opinions;
}

/// What was compared, in a sentence or two.
std::string scopeOf(const DescribeArguments& arguments, const MeasuredMasses& found) {
    std::string text =
        arguments.cases.filename().string() + ", split " + arguments.split + ": " +
        std::to_string(found.masses.size()) + " masses, " +
        (arguments.masks.empty() ? "reference outlines" : "outlines of --masks") +
        (arguments.learn_masks.empty() ? "" : ", learnt from those of --learn-masks too") + ".\n";
    if (found.missed > 0)
        text +=
            "Masses that --masks does not outline (IoU with the reference below 0.2), left "
            "out here: " +
            std::to_string(found.missed) + ".\n";
    return text;
}

void runDescribe(const DescribeArguments& arguments, Outcome& outcome) {
    const auto lessons = lessonsOf(arguments.terms);
    const auto failed = [&outcome](const evaluation::CaseFailure& failure) {
        std::cerr << "failed: " << failure.reason << "\n";
        outcome.exit_code = kSomeFailed;
    };
    const auto cases = casesOf(arguments, arguments.split);
    if (!arguments.train_split.empty())
        evaluation::requireOtherPeople(casesOf(arguments, arguments.train_split), cases);
    const MeasuredMasses found = measured(
        cases, {masksIn(arguments.masks, cases), masksIn(arguments.learn_masks, cases)}, failed);
    requireMasses(found, arguments);
    const std::vector<Opinion> opinions = secondOpinions(arguments, found.masses);
    makeFolder(arguments.output);
    const auto [cross_validated, left_out] = crossValidated(lessons, found.masses);
    const auto shipped = shippedAgreement(lessons, found.masses);
    const std::string learnt_from =
        arguments.train_split.empty()
            ? ""
            : "`shipped` or learnt from split " + arguments.train_split + ".\n\n";
    const std::string report =
        "# Descriptors against the reader's terms\n\n" + scopeOf(arguments, found) + kWhichCounts +
        "\n\n# Cross-validated\n\n" + appraisal::agreementMarkdown(cross_validated) +
        leftOutMarkdown(left_out) + "\n# Shipped\n\n" + appraisal::agreementMarkdown(shipped) +
        "\n# Second opinion\n\n" + learnt_from + appraisal::opinionsMarkdown(opinions);
    writeFileAtomically(arguments.output / "report.md", report);
    writeJson({{"cases", arguments.cases.filename().string()},
               {"split", arguments.split},
               {"masses", found.masses.size()},
               {"missed", found.missed},
               {"cross_validated", appraisal::agreementJson(cross_validated)},
               {"left_out", leftOutJson(left_out)},
               {"shipped", appraisal::agreementJson(shipped)},
               {"second_opinion", appraisal::opinionsJson(opinions)}},
              (arguments.output / "agreement.json").string());
    std::cout << report << "\nWritten to " << arguments.output.string() << "\n";
}

}  // namespace

void addDescribe(CLI::App& app, Outcome& outcome) {
    auto arguments = std::make_shared<DescribeArguments>();
    CLI::App* command =
        app.add_subcommand("describe", "Compare the BI-RADS descriptors with a reader's terms");
    command->add_option("--cases", arguments->cases, "Table of cases")->required();
    command->add_option("--split", arguments->split, "Split of the table")->required();
    command->add_option("--dataset", arguments->datasets, "Data sets (default: all)");
    auto* masks =
        command->add_option("--masks", arguments->masks,
                            "Masks under test, called as `segment` calls them: <image>_mask.png");
    command->add_option("--learn-masks", arguments->learn_masks,
                        "Learn terms from these masks' outlines, too, each as much as its "
                        "reference outline");
    auto* train = command->add_option(
        "--train-split", arguments->train_split,
        "Learn benign or malignant from this split, too, and compare classifiers");
    auto* output = command->add_option("--output", arguments->output,
                                       "Folder for report.md and agreement.json");
    auto* fit = command->add_option("--fit", arguments->fit,
                                    "Learn the terms' classifiers and write them to this file");
    // Nothing is tested while classifiers are learnt.
    for (CLI::Option* test : {output, masks, train}) fit->excludes(test);
    command->add_option("--from", arguments->from, "Classifiers to start from (default: shipped)")
        ->needs(fit);
    command->add_option("--term", arguments->terms,
                        "Terms to judge or learn (default: all, but --fit leaves malignancy and "
                        "every term that is not named as it was)");
    command->callback([arguments, &outcome] {
        if (arguments->fit.empty() && arguments->output.empty())
            throw CLI::RequiredError("--output or --fit");
        arguments->fit.empty() ? runDescribe(*arguments, outcome) : runFit(*arguments);
    });
}

}  // namespace sonomask::cli
