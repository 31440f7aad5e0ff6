#pragma once

#include <string>

#include <opencv2/core.hpp>

namespace sonomask::segmentation {

/// How far a precision's rounding moves probabilities, about twice the usual error
/// (docs/performance.md): 0.02 for "bf16", 0.08 for "int8", 0 for any other.
double roundingOf(const std::string& precision);

/// True where an outline hangs on the last digits: the mask of a probability map (CV_32FC1) would
/// change noticeably (Dice below 0.975) between a threshold lower and one higher than `threshold`
/// by `rounding`. Parts that never come near `minimal_score` make no mass and do not count. Never
/// for a rounding of 0.
bool hangsOnRounding(const cv::Mat& probability, double threshold, double minimal_score,
                     double rounding);

}  // namespace sonomask::segmentation
