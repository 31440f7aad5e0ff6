#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::descriptors {

/// A name of a part and its pixels (CV_8UC1 0/255).
struct Part {
    std::string name;
    cv::Mat mask;
};

/// A mass with what lies around it, at the scale at which a reader sees its picture: the longer
/// side of what shows ultrasound is 256 pixels, whatever the frame's resolution and the mass's
/// size.
struct Surroundings {
    cv::Mat grey;  ///< CV_32FC1, in standard deviations of the picture
    Part band;     ///< along the outline
    Part inside;   ///< deeper than the band; the whole mass where it is too small for that
    Part outside;  ///< the tissue around
};

/// `grey_frame`: CV_8UC1; `region_in_frame`: what shows ultrasound.
Surroundings surroundingsOf(const cv::Mat& grey_frame, const cv::Rect& region_in_frame,
                            const std::vector<cv::Point2f>& contour_in_frame);

}  // namespace sonomask::descriptors
