#include "descriptors/counted_perimeter.h"

#include <opencv2/imgproc.hpp>

namespace sonomask::descriptors {

int countedPerimeter(const cv::Mat& mask) {
    // Room for the ring of a mask that touches the picture's edge.
    cv::Mat padded;
    cv::copyMakeBorder(mask != 0, padded, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::Mat dilated;
    cv::dilate(padded, dilated, cv::Mat::ones(3, 3, CV_8UC1));
    return cv::countNonZero(dilated & ~padded);
}

}  // namespace sonomask::descriptors
