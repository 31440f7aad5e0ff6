#include <iostream>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/number_text.h"
#include "base/version.h"
#include "cli/command_line.h"
#include "cli/compare_precision.h"
#include "cli/option_checks.h"
#include "evaluation/report.h"
#include "segmentation/lesions.h"
#include "workflow/findings_json.h"

namespace sonomask::cli {
namespace {

struct EvaluateArguments {
    std::filesystem::path cases;
    std::string split = "val";
    std::vector<std::string> datasets;
    std::filesystem::path output;
    segmentation::EngineOptions engine;
    std::optional<double> threshold;
    std::optional<double> minimal_score;
    bool compare_precision = false;
    bool plain_sheets = false;
};

segmentation::LesionSettings settingsFor(const EvaluateArguments& arguments,
                                         const segmentation::Engine& engine) {
    auto settings = segmentation::settingsOf(engine.model());
    settings.threshold = arguments.threshold.value_or(settings.threshold);
    settings.minimal_score = arguments.minimal_score.value_or(settings.minimal_score);
    return settings;
}

/// What is judged is what a user gets: all masses of the frame as one mask.
evaluation::Predictor predictorFor(const segmentation::Engine& engine,
                                   const segmentation::LesionSettings& settings) {
    return [&engine, settings](const Frame& frame) {
        const auto lesions =
            segmentation::findLesions(engine.probability(frame), frame.calibration, settings);
        return segmentation::maskOf(lesions, frame.pixels.size());
    };
}

nlohmann::json provenanceOf(const EvaluateArguments& arguments, const segmentation::Engine& engine,
                            const segmentation::LesionSettings& settings) {
    nlohmann::json model = workflow::engineJson(engine);
    model["threshold"] = settings.threshold;
    model["minimal_score"] = settings.minimal_score;
    return {{"software", "Sonomask " + std::string(kVersion)},
            {"cases", arguments.cases.filename().string()},
            {"split", arguments.split},
            {"datasets", arguments.datasets},
            {"model", model}};
}

void printScope(const evaluation::GroupMetrics& group) {
    std::cout << group.name << " (" << group.images << " images): ";
    for (std::size_t i = 0; i < evaluation::kOverlapMeasures.size(); ++i)
        std::cout << evaluation::kOverlapMeasures[i].name << " "
                  << fixedText(group.measures[i].over_images.mean, 3) << " (pooled "
                  << fixedText(group.measures[i].pooled, 3) << "), ";
    std::cout << "missed " << group.missed.hits << " of " << group.missed.count << ", false masses "
              << group.false_mass.hits << " of " << group.false_mass.count << "\n";
}

/// The masks in another precision against those in fp32, without a look at the references.
void runComparison(const EvaluateArguments& arguments) {
    const auto cases = evaluation::selectCases(evaluation::readCases(arguments.cases),
                                               arguments.split, arguments.datasets);
    segmentation::EngineOptions options = arguments.engine;
    const segmentation::Engine other(options);
    options.precision = segmentation::PrecisionChoice::Fp32;
    const segmentation::Engine fp32(options);
    const auto settings = settingsFor(arguments, fp32);
    nlohmann::json result =
        comparePredictors(cases, predictorFor(fp32, settings), predictorFor(other, settings),
                          terminalProgress(), stopOnInterrupt());
    result["precision"] = other.precision();
    result["provenance"] = provenanceOf(arguments, fp32, settings);
    makeFolder(arguments.output);
    writeJson(result, (arguments.output / "precision.json").string());
    std::cout << other.precision() << " against fp32, " << result["images"] << " images: mean Dice "
              << result["mean_dice"] << ", worst " << result["worst_dice"] << "; details in "
              << (arguments.output / "precision.json").string() << "\n";
}

void runEvaluate(const EvaluateArguments& arguments, Outcome& outcome) {
    const auto cases = evaluation::selectCases(evaluation::readCases(arguments.cases),
                                               arguments.split, arguments.datasets);
    const segmentation::Engine engine(arguments.engine);
    const auto settings = settingsFor(arguments, engine);
    const auto mask_folder = arguments.output / "masks";
    const evaluation::EvaluationRun run = evaluation::evaluateCases(
        cases, predictorFor(engine, settings), mask_folder, terminalProgress(), stopOnInterrupt());
    const auto ground =
        arguments.plain_sheets ? evaluation::SheetGround::Plain : evaluation::SheetGround::Picture;
    const auto scopes = evaluation::writeEvaluation(
        arguments.output, run, mask_folder, provenanceOf(arguments, engine, settings), ground);
    for (const auto& scope : scopes) printScope(scope.all);
    for (const auto& failure : run.failures) std::cerr << "failed: " << failure.reason << "\n";
    std::cout << "Report, tables, masks and case sheets in " << arguments.output.string() << "\n";
    if (!run.failures.empty()) outcome.exit_code = kSomeFailed;
}

}  // namespace

void addEvaluate(CLI::App& app, Outcome& outcome) {
    auto arguments = std::make_shared<EvaluateArguments>();
    CLI::App* command =
        app.add_subcommand("evaluate", "Compare the model's masks with reference masks");
    command->add_option("--cases", arguments->cases, "Case table (docs/metrics.md)")->required();
    command->add_option("--split", arguments->split, "Rows to use (default: val; \"\" = all)");
    command->add_option("--dataset", arguments->datasets, "Data sets to use (default: all)");
    command->add_option("--output", arguments->output, "Folder for the report")->required();
    addEngineOptions(*command, arguments->engine);
    addFusionOptions(*command, arguments->engine.fusion);
    command->add_option("--threshold", arguments->threshold, "Instead of the model's own")
        ->check(numberBetween(0, 1));
    command->add_option("--minimal-score", arguments->minimal_score, "Instead of the model's own")
        ->check(numberBetween(0, 1));
    command->add_flag("--plain-sheets", arguments->plain_sheets,
                      "Draw the outlines without the pictures, for reports that are passed on");
    command->add_flag("--compare-precision", arguments->compare_precision,
                      "Compare the masks in --precision with those in fp32 instead");
    command->callback([arguments, &outcome] {
        if (arguments->compare_precision) return runComparison(*arguments);
        runEvaluate(*arguments, outcome);
    });
}

}  // namespace sonomask::cli
