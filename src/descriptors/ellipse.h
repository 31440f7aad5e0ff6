#pragma once

#include "descriptors/chords.h"

namespace sonomask::descriptors {

struct Ellipse {
    cv::Point2d centre;
    double major_radius = 0;
    double minor_radius = 0;
    double turn = 0;          ///< of the major axis against x, radians
    double tilt_degrees = 0;  ///< the same as a leaning, 0 = horizontal .. 90 = vertical
};

/// The ellipse with the same area, centre and direction and ratio of second moments as the region
/// within the outline.
Ellipse ellipseWithMomentsOf(const Points& outline);

/// The ellipse as a closed polygon.
Points pointsOf(const Ellipse& ellipse, int count);

/// Root mean square of the points' distance to the ellipse (first order: Sampson's distance).
double distanceTo(const Ellipse& ellipse, const Points& outline);

/// Common area of ellipse and outline / united area.
double overlapWith(const Ellipse& ellipse, const Points& outline);

}  // namespace sonomask::descriptors
