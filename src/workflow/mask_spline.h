#pragma once

#include "segmentation/lesions.h"

namespace sonomask::workflow {

/// A smooth closed curve through all `points_in_frame` (centripetal Catmull-Rom: no loops and no
/// overshoot between uneven points; Yuksel et al. 2011), sampled about every `step_px`. Fewer than
/// three points are returned as they are.
segmentation::Contour closedSpline(const segmentation::Contour& points_in_frame,
                                   double step_px = 1.0);

/// A few points of a contour, evenly spaced along it, whose spline follows it within
/// `tolerance_px`: handles to drag.
segmentation::Contour handlesOf(const segmentation::Contour& contour_in_frame,
                                double tolerance_px = 1.0);

}  // namespace sonomask::workflow
