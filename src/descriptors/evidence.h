#pragma once

#include <utility>
#include <vector>

#include <opencv2/core.hpp>

#include "descriptors/margin.h"
#include "descriptors/patch.h"

namespace sonomask::descriptors {

/// One place of the margin band, which reaches from `inner` to `outer` across the outline.
struct MarginPoint {
    cv::Point2d at_in_frame;
    cv::Point2d inner_in_frame;
    cv::Point2d outer_in_frame;
    double contrast = 0;  ///< grey levels outside minus inside
    double sharpness =
        0;  ///< 0..1: steepest rise of grey levels outwards; 0.25 and less is blurred
};

/// What stands behind the words as geometry that can be drawn into the picture. All in frame
/// pixels, clipped to the frame.
struct Evidence {
    /// Shape: the ellipse with the outline's moments, a closed polygon.
    std::vector<cv::Point2d> ellipse_in_frame;
    /// Orientation: that ellipse's long axis, and its leaning in the body.
    std::pair<cv::Point2d, cv::Point2d> long_axis_in_frame;
    double tilt_degrees = 0;  ///< 0 = along the skin .. 90
    /// Margin: evenly spaced along the closed outline.
    std::vector<MarginPoint> margin;
    /// Echo pattern: the tissue beside the mass that its inside is compared with.
    std::vector<cv::Rect2d> beside_in_frame;
    /// Posterior features: what lies behind the mass (a closed polygon), and beside that.
    std::vector<cv::Point2d> behind_in_frame;
    std::vector<cv::Rect2d> beside_behind_in_frame;
    /// Calcifications: bright specks inside the mass.
    std::vector<cv::Rect> specks_in_frame;
};

/// `edges` are those of the patch's margin.
Evidence evidenceOf(const Patch& patch, const std::vector<MarginEdge>& edges,
                    const cv::Size& frame_size);

}  // namespace sonomask::descriptors
