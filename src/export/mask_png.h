#pragma once

#include <cstddef>
#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::report {

/// A mask (CV_8UC1) as a PNG of 8-bit grey. Made for pictures of few, long runs of one value, for
/// which it takes a tenth of the general encoder's time; any other comes out right, but large.
std::vector<std::byte> encodeMask(const cv::Mat& mask);

}  // namespace sonomask::report
