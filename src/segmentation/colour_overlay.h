#pragma once

#include <opencv2/core.hpp>

namespace sonomask::segmentation {

/// Share (0..1) of a BGR picture under patches of colour, as a colour-Doppler or elastography
/// overlay has; thin coloured marks and pictures tinted as a whole give 0. Grey pictures give 0.
double colouredShare(const cv::Mat& picture);

}  // namespace sonomask::segmentation
