#include <iomanip>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/command_line.h"
#include "cli/describe_clip.h"
#include "cli/option_checks.h"
#include "imaging/mask.h"
#include "preprocess/depth_ticks.h"
#include "workflow/findings_json.h"
#include "workflow/open.h"
#include "workflow/segment.h"

namespace sonomask::cli {
namespace {

struct MeasureArguments {
    std::filesystem::path image;
    std::filesystem::path mask;
    int frame = 0;
    std::optional<PixelSpacing> spacing;
    double tick_mm = 0;
    std::string json_target;
    descriptors::DescribeOptions describe;
};

/// One number for both directions, or one for each with a comma between.
PixelSpacing spacingFrom(const std::string& text) {
    constexpr double kSmallest = 1e-6, kLargest = 1e3;
    const std::size_t comma = text.find(',');
    try {
        const double x_mm = numberFrom(text.substr(0, comma), kSmallest, kLargest);
        if (comma == std::string::npos) return {x_mm, x_mm};
        return {x_mm, numberFrom(text.substr(comma + 1), kSmallest, kLargest)};
    } catch (const CLI::ValidationError&) {
        throw CLI::ValidationError(
            "--spacing-mm",
            "must be X or X,Y, each a number from 0.000001 to 1000 with a decimal point, not \"" +
                text + "\"");
    }
}

void printTerm(const descriptors::Term& term, const std::string& name) {
    std::cout << "  " << name << ": " << term.value << " (" << term.confidence;
    for (const auto& [figure, value] : term.figures) std::cout << ", " << figure << " " << value;
    std::cout << ")\n";
}

void printDescription(const descriptors::Description& description) {
    for (const descriptors::Term& term : description.terms) printTerm(term, term.category);
    if (description.second_opinion) printTerm(*description.second_opinion, "second opinion");
}

void printFindings(const workflow::FrameFindings& findings) {
    if (findings.lesions.empty()) std::cout << "The mask is empty: nothing to measure.\n";
    std::cout << std::fixed << std::setprecision(2);
    for (std::size_t i = 0; i < findings.lesions.size(); ++i) {
        const descriptors::Geometry& geometry = findings.lesions[i].geometry;
        const std::string& unit = geometry.unit;
        std::cout << "mass " << i + 1 << ": longest axis " << geometry.longest.length << " " << unit
                  << ", perpendicular " << geometry.perpendicular.length << " " << unit
                  << ", width " << geometry.width << " " << unit << ", height " << geometry.height
                  << " " << unit << ", area " << geometry.area << " " << unit << "², perimeter "
                  << geometry.perimeter << " " << unit << " (" << geometry.scale.note << ")\n";
        printDescription(findings.lesions[i].description);
    }
    for (const std::string& warning : findings.warnings)
        std::cout << "warning: " << warning << "\n";
}

/// Takes the place of the file's scale.
void applyUserScale(const MeasureArguments& arguments, Frame& frame) {
    if (arguments.spacing) frame.calibration.user_spacing = arguments.spacing;
    if (arguments.tick_mm == 0) return;
    const auto ticks = preprocess::findDepthTicks(greyOf(frame));
    if (!ticks)
        throw ReadError("shows no depth scale that can be found", arguments.image,
                        "Give --spacing-mm.");
    frame.calibration.user_spacing =
        preprocess::spacingFromTicks(*ticks, arguments.tick_mm, frame.calibration);
    frame.calibration.user_tick_mm = arguments.tick_mm;
}

/// An inverted mask would be measured like any other.
void warnOfInversion(workflow::FrameFindings& findings) {
    constexpr double kNearlyAll = 0.8;
    const double frame = findings.frame_size.area();
    for (const workflow::LesionFinding& mass : findings.lesions) {
        const bool touches_all_sides = mass.lesion.bounds_in_frame.size() == findings.frame_size;
        if (!touches_all_sides && cv::countNonZero(mass.lesion.mask) < kNearlyAll * frame) continue;
        findings.warnings.emplace_back(
            "A mass fills most of the picture or touches all its sides: is the mask inverted? 0 "
            "stands for what is no mass.");
        return;
    }
}

void runMeasure(const MeasureArguments& arguments) {
    const Clip clip = workflow::openClip(arguments.image);
    Frame frame = clip.frame(arguments.frame);
    applyUserScale(arguments, frame);
    const cv::Mat mask = maskFrom(
        workflow::openClip(arguments.mask).frame(0).pixels, frame.pixels.size(), arguments.mask,
        "A mask is a PNG of its image's size, with one value for the masses: a JPEG blurs it.");
    workflow::FrameFindings findings = workflow::findingsFromMask(mask, frame, arguments.describe);
    warnOfInversion(findings);
    if (arguments.json_target.empty()) {
        printFindings(findings);
        return;
    }
    nlohmann::json document = workflow::clipFindingsJson(clip.info(), {findings});
    document["depth_ticks"] = depthTicksJson(frame);
    writeJson(document, arguments.json_target);
}

}  // namespace

void addMeasure(CLI::App& app, Outcome&) {
    auto arguments = std::make_shared<MeasureArguments>();
    CLI::App* command = app.add_subcommand("measure", "Measure the masses of a mask");
    command->add_option("image", arguments->image, "Image, video or DICOM file")->required();
    command
        ->add_option("--mask", arguments->mask,
                     "Mask of the frame's size: 0 and one other value, which is the mass")
        ->required();
    command->add_option("--frame", arguments->frame, "Frame to measure in, from 0")
        ->check(wholeNumberBetween(0, 1000000));
    auto* spacing = command->add_option_function<std::string>(
        "--spacing-mm",
        [arguments](const std::string& text) { arguments->spacing = spacingFrom(text); },
        "Millimetres per pixel, X or X,Y; overrides the file");
    command
        ->add_option("--tick-mm", arguments->tick_mm,
                     "Millimetres between the ticks of the picture's depth scale (see `info`); "
                     "overrides the file")
        ->check(numberBetween(1e-3, 1e3))
        ->excludes(spacing);
    addSecondOpinionSwitch(*command, arguments->describe);
    addJsonOption(*command, arguments->json_target);
    command->callback([arguments] { runMeasure(*arguments); });
}

}  // namespace sonomask::cli
