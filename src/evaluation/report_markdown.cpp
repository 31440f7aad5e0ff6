#include <cmath>
#include <sstream>

#include "base/number_text.h"
#include "evaluation/report.h"

namespace sonomask::evaluation {
namespace {

std::string withInterval(double value, const Interval& interval, int digits) {
    if (!std::isfinite(value)) return "–";
    if (!std::isfinite(interval.low)) return fixedText(value, digits);
    return fixedText(value, digits) + " (" + fixedText(interval.low, digits) + "–" +
           fixedText(interval.high, digits) + ")";
}

/// Text of a table must not end its cell.
std::string cell(std::string text) {
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
        text.insert(at, 1, '\\');
    return text;
}

/// "12 of 63: 19.0 % (11.2–30.4)".
std::string text(const Share& share) {
    if (share.count == 0) return "–";
    return std::to_string(share.hits) + " of " + std::to_string(share.count) + ": " +
           fixedText(100 * share.value, 1) + " % (" + fixedText(100 * share.interval.low, 1) + "–" +
           fixedText(100 * share.interval.high, 1) + ")";
}

void writeMeasures(std::ostream& out, const GroupMetrics& group) {
    out << "| measure | pooled over pixels | mean over images | SD | median |\n"
           "|---|---|---|---|---|\n";
    const auto row = [&](const std::string& name, const std::string& pooled, const Summary& summary,
                         int digits) {
        out << "| " << name << " | " << pooled << " | "
            << withInterval(summary.mean, summary.mean_interval, digits) << " | "
            << fixedText(summary.deviation, digits) << " | " << fixedText(summary.median, digits)
            << " |\n";
    };
    for (std::size_t i = 0; i < kOverlapMeasures.size(); ++i) {
        const MeasureInGroup& measure = group.measures[i];
        row(kOverlapMeasures[i].name, withInterval(measure.pooled, measure.pooled_interval, 3),
            measure.over_images, 3);
    }
    row("HD95, px", "–", group.hd95_px, 1);
    row("average surface distance, px", "–", group.assd_px, 2);
    if (group.hd95_mm.count > 0) {
        row("HD95, mm", "–", group.hd95_mm, 2);
        row("average surface distance, mm", "–", group.assd_mm, 2);
    }
    out << "\nMissed masses (IoU < 0.2): " << text(group.missed)
        << ". False masses on pictures without one: " << text(group.false_mass) << ".\n\n";
}

void writeDivision(std::ostream& out, const Division& division) {
    const auto mean = [](const GroupMetrics& group, std::size_t measure) {
        const Summary& summary = group.measures[measure].over_images;
        return withInterval(summary.mean, summary.mean_interval, 3);
    };
    constexpr std::size_t kRecall = positionOf(&Overlap::recall);
    constexpr std::size_t kIou = positionOf(&Overlap::iou);
    constexpr std::size_t kDice = positionOf(&Overlap::dice);
    out << "| by " << division.by
        << " | images | Dice, mean | IoU, mean | recall, pooled | HD95 px, median | missed | false "
           "masses |\n|---|---|---|---|---|---|---|---|\n";
    for (const GroupMetrics& group : division.groups)
        out << "| " << cell(group.name) << " | " << group.images << " | " << mean(group, kDice)
            << " | " << mean(group, kIou) << " | " << fixedText(group.measures[kRecall].pooled, 3)
            << " | " << fixedText(group.hd95_px.median, 1) << " | " << text(group.missed) << " | "
            << text(group.false_mass) << " |\n";
    out << '\n';
}

/// Nested values as a list; no names of data sets mean all of them.
std::string readable(const nlohmann::json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_structured()) return value.dump();
    if (value.empty()) return "all";
    std::string text;
    for (const auto& [key, item] : value.items()) {
        text += text.empty() ? "" : ", ";
        if (value.is_object()) text += key + " ";
        text += item.is_object() ? "(" + readable(item) + ")" : readable(item);
    }
    return text;
}

void writeProvenance(std::ostream& out, const nlohmann::json& provenance) {
    for (const auto& [key, value] : provenance.items())
        out << "- " << key << ": " << readable(value) << '\n';
    out << '\n';
}

}  // namespace

std::string reportMarkdown(const EvaluationRun& run, const std::vector<ScopeMetrics>& scopes,
                           const nlohmann::json& provenance,
                           const std::vector<std::string>& sheets) {
    std::ostringstream out;
    out << "# Evaluation\n\n";
    writeProvenance(out, provenance);
    out << "Means are over the images with a mass, pooled figures over the pixels of all images; "
           "in "
           "brackets 95 % intervals. Definitions: docs/metrics.md.\n\n";
    for (const ScopeMetrics& scope : scopes) {
        out << "## " << scope.all.name << " (" << scope.all.images << " images)\n\n";
        writeMeasures(out, scope.all);
        for (const Division& division : scope.divisions) writeDivision(out, division);
    }
    if (!sheets.empty()) out << "## Cases\n\nBlue: reference. Orange: prediction.\n\n";
    for (const std::string& sheet : sheets) out << "![" << sheet << "](" << sheet << ")\n\n";
    if (!run.failures.empty()) out << "## Not evaluated\n\n";
    for (const CaseFailure& failure : run.failures)
        out << "- row " << failure.item.row << ", " << failure.item.dataset << " "
            << failure.item.id << ": " << failure.reason << '\n';
    return out.str();
}

}  // namespace sonomask::evaluation
