#include "export/findings_json.h"

#include "export/json_numbers.h"
#include "export/scale_source.h"

namespace sonomask::report {
namespace {

using nlohmann::json;

json axisJson(const descriptors::Axis& axis) {
    return {{"length", rounded(axis.length, 1e4)},
            {"from", pointJson(axis.from_in_frame)},
            {"to", pointJson(axis.to_in_frame)}};
}

json scaleJson(const ScaleAnswer& scale) {
    json result = {{"source", nameOf(scale.source)}, {"note", scale.note}, {"spacing_mm", nullptr}};
    if (scale.spacing) result["spacing_mm"] = {scale.spacing->x_mm, scale.spacing->y_mm};
    result["region"] = scale.region_index >= 0 ? json(scale.region_index) : json(nullptr);
    return result;
}

json measuresJson(const descriptors::Geometry& geometry) {
    const auto value = [](double number) { return rounded(number); };
    return {{"unit", geometry.unit},
            {"area", value(geometry.area)},
            {"perimeter", value(geometry.perimeter)},
            {"longest_axis", axisJson(geometry.longest)},
            {"perpendicular_axis", axisJson(geometry.perpendicular)},
            {"width", value(geometry.width)},
            {"height", value(geometry.height)},
            {"angle_degrees", value(geometry.angle_degrees)},
            {"equivalent_diameter", value(geometry.equivalent_diameter)},
            {"circularity", value(geometry.circularity)},
            {"solidity", value(geometry.solidity)},
            {"height_to_width", value(geometry.height_to_width)}};
}

}  // namespace

json lesionJson(const segmentation::Lesion& lesion, const descriptors::Geometry& geometry) {
    json holes = json::array();
    for (const segmentation::Contour& hole : lesion.holes_in_frame)
        holes.push_back(pointsJson(hole));
    const cv::Rect& bounds = lesion.bounds_in_frame;
    return {{"score", rounded(lesion.score, 1e4)},
            {"bounds", {bounds.x, bounds.y, bounds.width, bounds.height}},
            {"contour", pointsJson(lesion.contour_in_frame)},
            {"holes", holes},
            {"scale", scaleJson(geometry.scale)},
            {"measures", measuresJson(geometry)}};
}

}  // namespace sonomask::report
