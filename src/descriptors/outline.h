#pragma once

#include "descriptors/chords.h"

namespace sonomask::descriptors {

/// The closed outline with `count` points at equal distances along it.
Points resampled(const Points& outline, int count);

/// The closed outline smoothed by a Gaussian along its length; `sigma` in the outline's unit.
/// Low-pass by Taubin's two steps (1995), so that it does not shrink. Points stay where they are
/// along the outline, evenly spaced to begin with.
Points smoothed(const Points& even_outline, double sigma);

/// Curvature at each point of an evenly spaced outline, in radians per unit of length: positive
/// where the outline bulges outwards, whatever its orientation.
std::vector<double> curvatureOf(const Points& even_outline);

/// What the closed outline encloses: CV_8UC1 0/255 of this size, corners rounded to 2^-bits pixels.
cv::Mat filled(const Points& outline, const cv::Size& size, int sub_pixel_bits = 8);

/// Centre of gravity of the enclosed area.
cv::Point2d centroidOf(const Points& outline);

}  // namespace sonomask::descriptors
