#pragma once

#include <opencv2/core.hpp>

#include "imaging/frame.h"

namespace sonomask::preprocess {

/// The rectangle of the frame that shows the B-mode picture: the union of the file's 2-D tissue
/// regions where it names them, else found in the pixels, so that menus and text around the picture
/// don't reach the network. Falls back to the whole frame where nothing certain is found.
cv::Rect ultrasoundRegion(const Frame& frame);

/// The part of `ultrasoundRegion` that looks at the pixels only (CV_8UC1).
cv::Rect findUltrasoundRegion(const cv::Mat& grey);

}  // namespace sonomask::preprocess
