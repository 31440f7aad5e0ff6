#include "workflow/findings_json.h"

#include <nlohmann/json.hpp>

#include "export/findings_json.h"
#include "export/tables.h"

namespace sonomask::workflow {

using nlohmann::json;

json findingsJson(const FrameFindings& findings) {
    json lesions = json::array();
    for (const LesionFinding& finding : findings.lesions) {
        lesions.push_back(report::lesionJson(finding.lesion, finding.geometry));
        lesions.back().update(report::descriptionJson(finding.description, finding.overruled));
    }
    return {{"frame", findings.origin.index},
            {"width", findings.frame_size.width},
            {"height", findings.frame_size.height},
            {"lesions", std::move(lesions)},
            {"warnings", findings.warnings}};
}

json engineJson(const segmentation::Engine& engine) {
    const segmentation::ModelInfo& model = engine.model();
    return {{"name", model.name},
            {"version", model.version},
            {"architecture", model.architecture},
            {"file", model.file.filename().string()},
            {"threshold", model.threshold},
            {"minimal_score", model.minimal_score},
            {"device", engine.device()},
            {"precision", engine.precision()},
            {"fusion", {{"flip", engine.fusion().flip}, {"corners", engine.fusion().corners}}}};
}

json clipFindingsJson(const ClipInfo& clip, const std::vector<FrameFindings>& frames) {
    json all = json::array();
    for (const FrameFindings& frame : frames) all.push_back(findingsJson(frame));
    return {{"file", clip.file.string()},
            {"status", "done"},
            {"frame_count", clip.frame_count},
            {"warnings", clip.warnings},
            {"frames", std::move(all)}};
}

json clipFindingsJson(const ClipInfo& clip, const std::vector<FrameFindings>& frames,
                      const SessionState& work) {
    json document = clipFindingsJson(clip, frames);
    for (json& frame : document["frames"]) {
        const SessionFrame& read = work.frame(frame["frame"].get<int>());
        frame["segmented_by"] = read.segmented_by;
        json& lesions = frame["lesions"];
        for (std::size_t i = 0; i < std::min(lesions.size(), read.lesions.size()); ++i)
            lesions[i]["outline_by"] = read.lesions[i].touchedByHand() ? "hand" : "network";
    }
    document["stage"] = nameOf(work.study.stage);
    document["reader"] = work.study.reader;
    return document;
}

std::string measurementsCsv(const std::vector<FrameFindings>& frames) {
    std::vector<report::MeasurementRow> rows;
    for (const FrameFindings& frame : frames) {
        int number = 0;
        for (const LesionFinding& finding : frame.lesions)
            rows.push_back({frame.origin, ++number, finding.lesion.score, finding.geometry,
                            finding.description, finding.overruled});
    }
    return report::measurementsCsv(rows);
}

}  // namespace sonomask::workflow
