#include "decoder/messages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"
#include "base/json.h"

namespace sonomask::decoder {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<const char*, std::string ClipInfo::*>, 15> kTexts{{
    {"format", &ClipInfo::format},
    {"patient_name", &ClipInfo::patient_name},
    {"patient_id", &ClipInfo::patient_id},
    {"study_uid", &ClipInfo::study_uid},
    {"study_date", &ClipInfo::study_date},
    {"study_description", &ClipInfo::study_description},
    {"series_uid", &ClipInfo::series_uid},
    {"series_description", &ClipInfo::series_description},
    {"sop_instance_uid", &ClipInfo::sop_instance_uid},
    {"sop_class_uid", &ClipInfo::sop_class_uid},
    {"modality", &ClipInfo::modality},
    {"manufacturer", &ClipInfo::manufacturer},
    {"device_model", &ClipInfo::device_model},
    {"transfer_syntax", &ClipInfo::transfer_syntax},
    {"photometric_interpretation", &ClipInfo::photometric_interpretation},
}};

/// Text of a file, or of a decoder that a file has taken over, for terminals too: without control
/// characters (C0, DEL and C1), which could make them do as the file likes.
std::string textFromJson(const json& json) {
    std::string text = json.get<std::string>();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7F) text[i] = byte == '\n' ? ' ' : '?';
        const bool two_bytes = byte == 0xC2 && i + 1 < text.size();
        if (two_bytes && static_cast<unsigned char>(text[i + 1]) < 0xA0) text.replace(i, 2, "?");
    }
    return text;
}

json toJson(const std::optional<PixelSpacing>& spacing) {
    return spacing ? json{spacing->x_mm, spacing->y_mm} : json();
}

std::optional<PixelSpacing> spacingFromJson(const json& json) {
    if (json.is_null()) return std::nullopt;
    return PixelSpacing{json.at(0).get<double>(), json.at(1).get<double>()};
}

json toJson(const UltrasoundRegion& region) {
    const cv::Rect& area = region.area_in_frame;
    return {{"area", {area.x, area.y, area.width, area.height}},
            {"spatial_format", region.spatial_format},
            {"data_type", region.data_type},
            {"units", {region.units_x, region.units_y}},
            {"delta", {region.delta_x, region.delta_y}},
            {"flags", region.flags}};
}

UltrasoundRegion regionFromJson(const json& json) {
    UltrasoundRegion region;
    const auto area = json.at("area").get<std::array<int, 4>>();
    constexpr int kLongestSide = 65536;  // what the reader of the file lets through
    if (std::ranges::any_of(area, [](int side) { return side < 0 || side > kLongestSide; }))
        throw nlohmann::json::type_error::create(302, "not the sides of an area", &json);
    region.area_in_frame = {area[0], area[1], area[2], area[3]};
    region.spatial_format = wholeNumber<std::uint16_t>(json.at("spatial_format"));
    region.data_type = wholeNumber<std::uint16_t>(json.at("data_type"));
    region.units_x = wholeNumber<std::uint16_t>(json.at("units").at(0));
    region.units_y = wholeNumber<std::uint16_t>(json.at("units").at(1));
    region.delta_x = json.at("delta").at(0).get<double>();
    region.delta_y = json.at("delta").at(1).get<double>();
    region.flags = wholeNumber<std::uint32_t>(json.at("flags"));
    return region;
}

json toJson(const std::optional<int>& number) {
    return number ? json(*number) : json();
}

std::optional<int> numberFromJson(const json& json) {
    return json.is_null() ? std::nullopt : std::optional(wholeNumber<int>(json));
}

}  // namespace

json toJson(const ClipInfo& info) {
    json result{{"frame_count", info.frame_count},
                {"width", info.width},
                {"height", info.height},
                {"frame_time_ms", info.frame_time_ms},
                {"series_number", toJson(info.series_number)},
                {"instance_number", toJson(info.instance_number)},
                {"overlay_planes", info.overlay_planes},
                {"warnings", info.warnings}};
    for (const auto& [name, member] : kTexts) result[name] = info.*member;
    return result;
}

ClipInfo infoFromJson(const json& json) {
    ClipInfo info;
    info.frame_count = wholeNumber<int>(json.at("frame_count"));
    info.width = wholeNumber<int>(json.at("width"));
    info.height = wholeNumber<int>(json.at("height"));
    info.frame_time_ms = json.at("frame_time_ms").get<double>();
    info.series_number = numberFromJson(json.at("series_number"));
    info.instance_number = numberFromJson(json.at("instance_number"));
    info.overlay_planes = wholeNumber<int>(json.at("overlay_planes"));
    for (const auto& warning : json.at("warnings").get<std::vector<nlohmann::json>>())
        info.warnings.push_back(textFromJson(warning));
    for (const auto& [name, member] : kTexts) info.*member = textFromJson(json.at(name));
    return info;
}

json toJson(const Calibration& calibration) {
    json regions = json::array();
    for (const UltrasoundRegion& region : calibration.regions) regions.push_back(toJson(region));
    return {{"regions", std::move(regions)},
            {"declared_spacing", toJson(calibration.declared_spacing)},
            {"declared_by", calibration.declared_by},
            {"pixel_aspect", calibration.pixel_aspect}};
}

Calibration calibrationFromJson(const json& json) {
    Calibration calibration;
    for (const auto& region : json.at("regions"))
        calibration.regions.push_back(regionFromJson(region));
    calibration.declared_spacing = spacingFromJson(json.at("declared_spacing"));
    calibration.declared_by = textFromJson(json.at("declared_by"));
    calibration.pixel_aspect = json.at("pixel_aspect").get<double>();
    return calibration;
}

json answerFromText(const std::string& text) {
    json answer = parseJson(text);
    if (!answer.is_object())
        throw json::type_error::create(302, "an answer is not an object", &answer);
    return answer;
}

std::optional<Refusal> refusalIn(const json& answer) {
    if (!answer.contains("error")) return std::nullopt;
    return Refusal{textFromJson(answer.at("error")), textFromJson(answer.at("remedy"))};
}

json toJson(const Refusal& refusal) {
    return {{"error", refusal.reason}, {"remedy", refusal.remedy}};
}

std::string wireText(const json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace sonomask::decoder
