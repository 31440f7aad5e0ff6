#pragma once

#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"

namespace sonomask::descriptors {

/// A straight measure between two points of the frame.
struct Axis {
    cv::Point2d from_in_frame;
    cv::Point2d to_in_frame;
    double length = 0;  ///< in the unit of the Geometry that holds it
};

/// Two-dimensional size and shape of one outline. All lengths are in `unit`: millimetres when the
/// scale is known (unequal spacing respected), else pixels.
struct Geometry {
    std::string unit = "px";  ///< "mm" or "px"
    ScaleAnswer scale;        ///< what gave the millimetres, or why there are none
    double area = 0;          ///< unit²; holes are part of the mass
    double perimeter = 0;
    Axis longest;                    ///< the longest chord (maximal Feret diameter)
    Axis perpendicular;              ///< the longest chord at right angles to it
    double width = 0;                ///< extent along the frame's horizontal (parallel to the skin)
    double height = 0;               ///< extent along the frame's vertical (depth)
    double angle_degrees = 0;        ///< leaning of the ellipse with its moments, 0..90
    double equivalent_diameter = 0;  ///< of the circle of the same area
    double circularity = 0;          ///< 4π·area / perimeter², 1 for a circle
    double solidity = 0;             ///< area / area of the convex hull
    double height_to_width = 0;
};

/// Measures a closed outline of at least three points (frame pixels, sub-pixel; pixel centres at
/// integers). Throws `ConfigError` for fewer points.
Geometry measure(const std::vector<cv::Point2f>& contour_in_frame, const Calibration& calibration);

}  // namespace sonomask::descriptors
