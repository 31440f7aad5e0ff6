#pragma once

#include <cmath>
#include <numbers>

#include "descriptors/outline.h"

namespace sonomask::descriptors {

/// A closed curve r(t) = radius · (1 + depth · cos(waves · t)), stretched along x.
inline Points flower(const cv::Point2d& centre, double radius, double depth, int waves,
                     double stretch = 1, int points = 720) {
    Points outline;
    for (int i = 0; i < points; ++i) {
        const double t = 2 * std::numbers::pi * i / points;
        const double r = radius * (1 + depth * std::cos(waves * t));
        outline.push_back(centre + cv::Point2d(stretch * r * std::cos(t), r * std::sin(t)));
    }
    return outline;
}

}  // namespace sonomask::descriptors
