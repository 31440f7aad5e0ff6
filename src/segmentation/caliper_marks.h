#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "imaging/frame.h"

namespace sonomask::segmentation {

/// The boxes, in the frame, of bright "+" or "×" marks in the ultrasound region
/// (`preprocess::ultrasoundRegion`), where at least two of one kind and size are found, as calipers
/// come; else none. A mark may touch a digit, a dotted line or tissue.
std::vector<cv::Rect> caliperMarks(const Frame& frame, const cv::Rect& ultrasound_region_in_frame);

/// The frame in grey, the marks in `boxes_in_frame` replaced by what surrounds their arms, so that
/// they do not pass for tissue; the frame itself where there are none.
Frame withoutMarks(const Frame& frame, const std::vector<cv::Rect>& boxes_in_frame);

}  // namespace sonomask::segmentation
