#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "segmentation/lesions.h"

namespace sonomask::segmentation {

/// The closed lines on which the bilinear surface over `map` (CV_32FC1, values at pixel centres)
/// has the value `level`, by marching squares (Lorensen & Cline 1987, in the plane). Outside the
/// map its value is 0, so every line closes. A pixel with value ≥ level lies inside; pixels that
/// touch at a corner only are joined, as eight-connected parts are.
///
/// Lines around what is high have a positive `signedArea`, lines around a hole a negative one.
std::vector<Contour> isoLines(const cv::Mat& map, float level);

/// Area of a closed line with the sign of its orientation, in map pixels.
double signedArea(const Contour& contour);

}  // namespace sonomask::segmentation
