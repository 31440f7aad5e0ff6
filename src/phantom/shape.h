#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "phantom/scene.h"

namespace sonomask::phantom {

/// The outline of a mass in the plane at elevation `plane_mm`, as a closed polygon in mm (last
/// point not repeated); empty where the plane does not meet the mass. The mass is an ellipsoid
/// along the elevation: its section at `e` from its middle is scaled by sqrt(1 - (e/r)²).
std::vector<cv::Point2d> massContour(const Mass& mass, double plane_mm);

/// The true measures of an outline.
struct MassGeometry {
    std::vector<cv::Point2d> contour_mm;  ///< in the plane's millimetres, as in scene.h
    double area_mm2 = 0;
    double perimeter_mm = 0;
    double long_axis_mm = 0;   ///< the greatest distance between two of its points
    double short_axis_mm = 0;  ///< the extent perpendicular to the long axis
    double angle_deg = 0;      ///< of the long axis, -90 .. 90; positive: right end lower
    double width_mm = 0;       ///< along the skin
    double height_mm = 0;      ///< along the depth

    /// BI-RADS orientation: the long axis lies within 45° of the skin line.
    bool parallel() const { return angle_deg > -45 && angle_deg < 45; }
};

/// Measures a closed polygon in mm.
MassGeometry measureContour(std::vector<cv::Point2d> contour_mm);

/// The pixels whose centres lie inside a closed polygon given in pixels (pixel centres at whole
/// numbers): 255 inside, 0 outside, CV_8UC1. The parts outside of `size` are cut off.
cv::Mat fillContour(const std::vector<cv::Point2d>& contour, cv::Size size);

}  // namespace sonomask::phantom
