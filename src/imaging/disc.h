#pragma once

#include <opencv2/core.hpp>

namespace sonomask {

/// Morphology with a disc (OpenCV's `MORPH_ELLIPSE` of `2 * radius + 1` pixels), the same to the
/// last bit as OpenCV's, whose work grows with the disc's area, not with its diameter. Pictures are
/// CV_8UC1 or CV_32FC1; what lies beyond them counts for nothing, but a part of a picture is seen
/// with what lies around it there.
cv::Mat dilatedByDisc(const cv::Mat& picture, int radius);
cv::Mat erodedByDisc(const cv::Mat& picture, int radius);
/// Eroded, then dilated: without what is bright and narrower than the disc.
cv::Mat openedByDisc(const cv::Mat& picture, int radius);
/// Dilated, then eroded: without what is dark and narrower than the disc.
cv::Mat closedByDisc(const cv::Mat& picture, int radius);

}  // namespace sonomask
