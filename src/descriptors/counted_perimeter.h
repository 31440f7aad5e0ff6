#pragma once

#include <opencv2/core.hpp>

namespace sonomask::descriptors {

/// The perimeter in pixels as some patents count it: the mask (CV_8UC1, not 0 = mass) is dilated by
/// a 3×3 square, the mask is subtracted, what is left is counted. For comparison only: it depends
/// on the direction of the edge, by up to a third.
int countedPerimeter(const cv::Mat& mask);

}  // namespace sonomask::descriptors
