#include "cli/describe_clip.h"

#include <nlohmann/json.hpp>

#include "preprocess/depth_ticks.h"

namespace sonomask::cli {
namespace {

using nlohmann::json;

json spacingJson(const std::optional<PixelSpacing>& spacing) {
    if (!spacing) return nullptr;
    return {{"x_mm", spacing->x_mm}, {"y_mm", spacing->y_mm}};
}

json codeJson(std::uint16_t code) {
    return code == UltrasoundRegion::kMissing ? json() : json(code);
}

json regionJson(const UltrasoundRegion& region) {
    const cv::Rect& area = region.area_in_frame;
    return {{"x", area.x},
            {"y", area.y},
            {"width", area.width},
            {"height", area.height},
            {"spatial_format", codeJson(region.spatial_format)},
            {"data_type", codeJson(region.data_type)},
            {"units_x", region.units_x},
            {"units_y", region.units_y},
            {"delta_x", region.delta_x},
            {"delta_y", region.delta_y},
            {"spacing", spacingJson(region.spacing())}};
}

json calibrationJson(const Calibration& calibration) {
    json regions = json::array();
    for (const UltrasoundRegion& region : calibration.regions)
        regions.push_back(regionJson(region));
    return {{"regions", std::move(regions)},
            {"declared_spacing", spacingJson(calibration.declared_spacing)},
            {"declared_by", calibration.declared_by}};
}

json numberJson(const std::optional<int>& number) {
    return number ? json(*number) : json();
}

}  // namespace

json depthTicksJson(const Frame& frame) {
    const auto ticks = preprocess::findDepthTicks(greyOf(frame));
    if (!ticks) return nullptr;
    return {{"period_px", ticks->period_px},
            {"count", ticks->count},
            {"confidence", ticks->confidence},
            {"side", ticks->at_left ? "left" : "right"},
            {"x_px", ticks->x_px},
            {"first_y_px", ticks->first_y_px}};
}

json describeClip(const Clip& clip) {
    const ClipInfo& info = clip.info();
    const Frame first = clip.frame(0);
    json result = {{"file", info.file.string()},
                   {"format", info.format},
                   {"frames", info.frame_count},
                   {"width", first.pixels.cols},
                   {"height", first.pixels.rows},
                   {"channels", first.pixels.channels()},
                   {"frame_time_ms", info.frame_time_ms},
                   {"calibration", calibrationJson(first.calibration)},
                   {"warnings", info.warnings}};
    result["depth_ticks"] = depthTicksJson(first);
    if (info.format == "DICOM") {
        result["dicom"] = {{"patient_name", info.patient_name},
                           {"patient_id", info.patient_id},
                           {"study_uid", info.study_uid},
                           {"study_date", info.study_date},
                           {"study_description", info.study_description},
                           {"series_uid", info.series_uid},
                           {"series_description", info.series_description},
                           {"series_number", numberJson(info.series_number)},
                           {"instance_number", numberJson(info.instance_number)},
                           {"sop_instance_uid", info.sop_instance_uid},
                           {"sop_class_uid", info.sop_class_uid},
                           {"modality", info.modality},
                           {"manufacturer", info.manufacturer},
                           {"device_model", info.device_model},
                           {"transfer_syntax", info.transfer_syntax},
                           {"overlay_planes", info.overlay_planes},
                           {"photometric_interpretation", info.photometric_interpretation}};
    }
    return result;
}

}  // namespace sonomask::cli
