#pragma once

#include <vector>

#include "descriptors/patch.h"

namespace sonomask::descriptors {

/// Normals to the outline reach this far to either side, in patch pixels (a quarter of the radius).
constexpr int kMarginReach = 12;
/// An edge that rises by fewer grey levels than this is blurred.
constexpr double kBlurredRise = 12;

/// The grey levels across the outline at one place; places and lengths in patch pixels.
struct MarginEdge {
    cv::Point2d at;
    cv::Point2d outwards;  ///< length 1
    double contrast = 0;   ///< grey levels outside minus inside
    double steepness = 0;  ///< largest rise within 4 pixels
    double shift = 0;      ///< where that rise lies, from the outline outwards
};

/// The edge at 128 evenly spaced places of the outline.
std::vector<MarginEdge> marginEdges(const Patch& patch);

}  // namespace sonomask::descriptors
