#include "imaging/frame.h"

#include <opencv2/imgproc.hpp>

namespace sonomask {

cv::Mat greyOf(const Frame& frame) {
    if (frame.pixels.channels() == 1) return frame.pixels;
    cv::Mat grey;
    cv::cvtColor(frame.pixels, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

std::size_t bytesOf(const Frame& frame) {
    return frame.pixels.total() * frame.pixels.elemSize() + frame.graphics.total();
}

}  // namespace sonomask
