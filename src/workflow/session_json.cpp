#include "workflow/session_json.h"

#include <cmath>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "imaging/reader.h"

namespace sonomask::workflow {
namespace {

using nlohmann::json;

template <class T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

json stepJson(const MaskStep& step) {
    return {
        {"origin", nameOf(step.origin)}, {"action", step.action}, {"by", step.by}, {"at", step.at}};
}

MaskStep stepFrom(const json& document) {
    return {maskOriginOf(document.at("origin")), document.at("action"), document.at("by"),
            document.at("at")};
}

json contourJson(const std::shared_ptr<const segmentation::Contour>& contour) {
    if (!contour) return nullptr;
    json points = json::array();
    for (const cv::Point2f& point : *contour) points.push_back({point.x, point.y});
    return points;
}

std::shared_ptr<const segmentation::Contour> contourFrom(const json& document) {
    if (document.is_null()) return nullptr;
    segmentation::Contour contour;
    for (const json& point : document)
        contour.emplace_back(point.at(0).get<float>(), point.at(1).get<float>());
    if (contour.size() < 3) throw ConfigError("an outline has fewer than three points");
    return std::make_shared<const segmentation::Contour>(std::move(contour));
}

json lesionJson(const SessionLesion& lesion, json mask) {
    json history = json::array();
    for (const MaskStep& step : lesion.history) history.push_back(stepJson(step));
    json terms = json::object();
    for (const auto& [term, reading] : lesion.terms)
        terms[term] = {{"computed", reading.computed},
                       {"confidence", reading.confidence},
                       {"overruled", reading.overruled}};
    return {{"id", lesion.id},
            {"mask", std::move(mask)},
            {"contour", contourJson(lesion.contour_in_frame)},
            {"score", lesion.score},
            {"threshold", orNull(lesion.threshold)},
            {"history", std::move(history)},
            {"terms", std::move(terms)},
            {"note", lesion.note}};
}

cv::Size sizeFrom(const json& document) {
    return {wholeNumber<int>(document.at(0)), wholeNumber<int>(document.at(1))};
}

SessionLesion lesionFrom(const json& document, const MaskFromJson& mask_from) {
    SessionLesion lesion;
    lesion.id = wholeNumber<int>(document.at("id"));
    lesion.mask = mask_from(document.at("mask"));
    lesion.contour_in_frame = contourFrom(document.at("contour"));
    lesion.score = document.at("score");
    if (!document.at("threshold").is_null())
        lesion.threshold = document.at("threshold").get<double>();
    for (const json& step : document.at("history")) lesion.history.push_back(stepFrom(step));
    for (const auto& [term, reading] : document.at("terms").items())
        lesion.terms[term] = {reading.at("computed"), reading.at("overruled"),
                              reading.value("confidence", 0.0)};
    lesion.note = document.at("note");
    return lesion;
}

json frameJson(const SessionFrame& frame, int index, const MaskToJson& mask_json) {
    json lesions = json::array();
    for (const SessionLesion& lesion : frame.lesions)
        lesions.push_back(lesionJson(lesion, mask_json(lesion, index)));
    return {{"frame", index},
            {"marked", frame.marked},
            {"segmented_by", frame.segmented_by},
            {"lesions", std::move(lesions)}};
}

std::shared_ptr<const SessionFrame> frameFrom(const json& document, const MaskFromJson& mask_from) {
    SessionFrame frame;
    frame.marked = document.at("marked");
    frame.segmented_by = document.at("segmented_by");
    for (const json& lesion : document.at("lesions")) {
        frame.lesions.push_back(lesionFrom(lesion, mask_from));
        if (frame.lesions.back().id < 1) throw ConfigError("the number of a mass is not positive");
    }
    return std::make_shared<const SessionFrame>(std::move(frame));
}

json studyJson(const StudyReading& study) {
    json spacing = nullptr;
    if (study.user_spacing) spacing = {study.user_spacing->x_mm, study.user_spacing->y_mm};
    return {{"stage", nameOf(study.stage)},
            {"exported", study.exported},
            {"reader", study.reader},
            {"text", study.text},
            {"user_spacing_mm", std::move(spacing)},
            {"user_tick_mm", study.user_tick_mm}};
}

/// In older sessions "exported" is a stage of its own, which counted as reviewed.
void putStage(StudyReading& study, const json& document) {
    const std::string stage = document.at("stage");
    const bool both = stage == "exported";
    study.stage = both ? ReadingStage::Reviewed : readingStageOf(stage);
    study.exported = document.value("exported", both);
}

StudyReading studyFrom(const json& document) {
    StudyReading study;
    putStage(study, document);
    study.reader = document.at("reader");
    study.text = document.at("text");
    const json& spacing = document.at("user_spacing_mm");
    if (spacing.is_null()) return study;
    study.user_spacing = PixelSpacing{spacing.at(0), spacing.at(1)};
    if (!(study.user_spacing->x_mm > 0) || !(study.user_spacing->y_mm > 0))
        throw ConfigError("the spacing is not positive");
    study.user_tick_mm = document.value("user_tick_mm", 0.0);  // sessions of version 0.3 have none
    if (!(study.user_tick_mm >= 0)) throw ConfigError("the distance of depth ticks is negative");
    return study;
}

json runsOf(const SessionLesion& lesion, int) {
    return maskRunsJson(lesion.mask);
}

}  // namespace

json maskRunsJson(const SessionMask& mask) {
    return {{"size", {mask.frameSize().width, mask.frameSize().height}}, {"runs", mask.runs()}};
}

SessionMask maskFromRunsJson(const json& document) {
    const cv::Size size = sizeFrom(document.at("size"));
    if (size.width < 1 || size.height < 1 ||
        static_cast<long long>(size.width) * size.height > kMaximalPixels)
        throw ConfigError("a mask has an impossible size");
    std::vector<std::uint32_t> runs;
    for (const json& run : document.at("runs")) runs.push_back(wholeNumber<std::uint32_t>(run));
    return {size, std::move(runs)};
}

json editJson(const Edit& edit) {
    json document = {{"edit", edit.name}};
    if (edit.study) document["study"] = studyJson(*edit.study);
    json frames = json::array();
    for (const auto& [index, frame] : edit.frames)
        frames.push_back(frame ? frameJson(*frame, index, runsOf)
                               : json{{"frame", index}, {"removed", true}});
    if (!frames.empty()) document["frames"] = std::move(frames);
    return document;
}

Edit editFrom(const json& document) {
    Edit edit;
    edit.name = document.at("edit");
    if (document.contains("study")) edit.study = studyFrom(document["study"]);
    if (!document.contains("frames")) return edit;
    for (const json& frame : document["frames"])
        edit.frames[wholeNumber<int>(frame.at("frame"))] =
            frame.contains("removed") ? nullptr : frameFrom(frame, maskFromRunsJson);
    return edit;
}

json stateJson(const SessionState& state, const MaskToJson& mask_json) {
    json frames = json::array();
    for (const auto& [index, frame] : state.frames)
        frames.push_back(frameJson(*frame, index, mask_json));
    return {{"study", studyJson(state.study)}, {"frames", std::move(frames)}};
}

SessionState stateFrom(const json& document, const MaskFromJson& mask_from) {
    SessionState state;
    state.study = studyFrom(document.at("study"));
    for (const json& frame : document.at("frames"))
        state.frames[wholeNumber<int>(frame.at("frame"))] = frameFrom(frame, mask_from);
    return state;
}

json sourceJson(const SessionSource& source) {
    return {{"key", source.key},
            {"file", source.file.string()},
            {"sop_instance_uid", source.sop_instance_uid},
            {"frame_count", source.frame_count},
            {"frame_size", {source.frame_size.width, source.frame_size.height}},
            {"bytes", source.bytes},
            {"modified", source.modified},
            {"fingerprint", source.fingerprint}};
}

SessionSource sourceFrom(const json& document) {
    return {document.at("key"),
            document.at("file").get<std::string>(),
            document.at("sop_instance_uid"),
            wholeNumber<int>(document.at("frame_count")),
            sizeFrom(document.at("frame_size")),
            wholeNumber<std::uint64_t>(document.at("bytes")),
            wholeNumber<std::int64_t>(document.at("modified")),
            document.value("fingerprint", std::string())};
}

}  // namespace sonomask::workflow
