#pragma once

#include <opencv2/core.hpp>

namespace sonomask::segmentation {

/// True where an outline hangs on the last digits: the mask of a probability map (CV_32FC1) would
/// change noticeably (Dice below 0.975) between a threshold lower and one higher than `threshold`
/// by 0.02, about twice what the rounding of bf16 moves probabilities (docs/performance.md).
bool hangsOnRounding(const cv::Mat& probability, double threshold);

}  // namespace sonomask::segmentation
