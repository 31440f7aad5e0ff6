#pragma once

#include <utility>
#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::descriptors {

using Points = std::vector<cv::Point2d>;
using Chord = std::pair<cv::Point2d, cv::Point2d>;

double lengthOf(const Chord& chord);

/// Area of a closed polygon: positive where its points run clockwise on the screen (y downwards).
double signedAreaOf(const Points& outline);

/// Area of a closed polygon, positive whatever its orientation.
double areaOf(const Points& outline);

/// Length of a closed polygon.
double perimeterOf(const Points& outline);

/// The convex hull's corners.
Points hullOf(const Points& outline);

/// The two points that lie farthest apart (maximal Feret diameter).
Chord longestChord(const Points& outline);

/// The longest segment between two points of the outline at right angles to `direction`; as a
/// caliper would measure it, it may leave a concave outline on its way. `direction` has length 1.
Chord longestChordAcross(const Points& outline, const cv::Point2d& direction);

}  // namespace sonomask::descriptors
