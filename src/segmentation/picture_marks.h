#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::segmentation {

/// Share (0..1) of a BGR picture under patches of colour, as a colour-Doppler or elastography
/// overlay has; thin coloured marks and pictures tinted as a whole give 0. Grey pictures give 0.
double colouredShare(const cv::Mat& picture);

/// The boxes of bright "+" or "×" marks in a CV_8UC1 picture, where at least two of one kind and
/// size are found, as calipers come; else none.
std::vector<cv::Rect> caliperMarks(const cv::Mat& grey);

}  // namespace sonomask::segmentation
