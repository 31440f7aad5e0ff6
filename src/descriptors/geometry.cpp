#include "descriptors/geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "descriptors/chords.h"
#include "descriptors/ellipse.h"

namespace sonomask::descriptors {
namespace {

/// The pixels that an outline touches: what the calibration is asked about.
cv::Rect pixelsOf(const std::vector<cv::Point2f>& contour_in_frame) {
    float left = contour_in_frame.front().x;
    float right = left;
    float top = contour_in_frame.front().y;
    float bottom = top;
    for (const cv::Point2f& point : contour_in_frame) {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        top = std::min(top, point.y);
        bottom = std::max(bottom, point.y);
    }
    // The outline runs between the centres of the last pixel inside and the first outside.
    const cv::Point first(cvCeil(left), cvCeil(top));
    const cv::Point last(cvFloor(right), cvFloor(bottom));
    return {first.x, first.y, std::max(1, last.x - first.x + 1), std::max(1, last.y - first.y + 1)};
}

/// Frame pixels to the unit of measurement, axis by axis: everything is measured after this, so
/// that unequal spacing enters lengths, areas and angles alike.
Points scaled(const std::vector<cv::Point2f>& contour_in_frame, const PixelSpacing& spacing) {
    Points points;
    points.reserve(contour_in_frame.size());
    for (const cv::Point2f& point : contour_in_frame)
        points.emplace_back(point.x * spacing.x_mm, point.y * spacing.y_mm);
    return points;
}

Axis axisOf(const Chord& chord, const PixelSpacing& spacing) {
    const auto to_frame = [&](const cv::Point2d& point) {
        return cv::Point2d(point.x / spacing.x_mm, point.y / spacing.y_mm);
    };
    return {to_frame(chord.first), to_frame(chord.second), lengthOf(chord)};
}

void measureAxes(const Points& points, const PixelSpacing& spacing, Geometry& geometry) {
    const Chord longest = longestChord(points);
    const double length = lengthOf(longest);
    const cv::Point2d direction =
        length > 0 ? (longest.second - longest.first) / length : cv::Point2d(1, 0);
    geometry.longest = axisOf(longest, spacing);
    geometry.perpendicular = axisOf(longestChordAcross(points, direction), spacing);
    // The longest chord of a blunt mass turns with a single corner; the moments do not.
    geometry.angle_degrees = ellipseWithMomentsOf(points).tilt_degrees;
}

void measureExtent(const Points& points, Geometry& geometry) {
    const auto [left, right] = std::minmax_element(
        points.begin(), points.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    const auto [top, bottom] = std::minmax_element(
        points.begin(), points.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    geometry.width = right->x - left->x;
    geometry.height = bottom->y - top->y;
    geometry.height_to_width = geometry.width > 0 ? geometry.height / geometry.width : 0;
}

}  // namespace

Geometry measure(const std::vector<cv::Point2f>& contour_in_frame, const Calibration& calibration) {
    if (contour_in_frame.size() < 3)
        throw ConfigError("an outline needs at least three points to be measured");
    Geometry geometry;
    geometry.scale = calibration.scaleFor(pixelsOf(contour_in_frame));
    const PixelSpacing spacing = geometry.scale.pixel();
    geometry.unit = geometry.scale.spacing ? "mm" : "px";
    const Points points = scaled(contour_in_frame, spacing);
    geometry.area = areaOf(points);
    geometry.perimeter = perimeterOf(points);
    geometry.equivalent_diameter = std::sqrt(4 * geometry.area / std::numbers::pi);
    if (geometry.perimeter > 0)
        geometry.circularity =
            4 * std::numbers::pi * geometry.area / (geometry.perimeter * geometry.perimeter);
    const double hull_area = areaOf(hullOf(points));
    if (hull_area > 0) geometry.solidity = geometry.area / hull_area;
    measureAxes(points, spacing, geometry);
    measureExtent(points, geometry);
    return geometry;
}

}  // namespace sonomask::descriptors
