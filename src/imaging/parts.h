#pragma once

#include <functional>
#include <vector>

#include <opencv2/core.hpp>

namespace sonomask {

/// An eight-connected part of a mask.
struct Part {
    cv::Rect bounds;
    cv::Mat mask;  ///< CV_8UC1 0/255, the part in `bounds`
    int pixels = 0;
};

/// The parts of a mask (CV_8UC1, not 0 = inside), in an order that depends on nothing else.
std::vector<Part> partsOf(const cv::Mat& mask);

/// Those of them whose bounds are wanted; the others cost next to nothing.
std::vector<Part> partsOf(const cv::Mat& mask,
                          const std::function<bool(const cv::Rect& bounds)>& wanted);

/// What a mask (CV_8UC1, not 0 = inside) encloses without being of it, CV_8UC1 0/255: background
/// that does not reach the border. It is four-connected as the parts are eight-connected.
cv::Mat holesOf(const cv::Mat& mask);

}  // namespace sonomask
