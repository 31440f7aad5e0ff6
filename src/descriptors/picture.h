#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "descriptors/features.h"

namespace sonomask::descriptors {

/// The mass in its picture, not cut out of it: its share of the picture, and how steep and how
/// uneven the grey levels are along its outline, inside and outside, at two scales of the picture
/// (`picture_…`); where it lies (`place_…`). Readers judge at this scale, whatever the mass's size.
/// Grey levels are in standard deviations of the picture, lengths in shares of its longer side.
/// `grey_frame`: CV_8UC1; `region_in_frame`: what shows ultrasound.
Features pictureFeatures(const cv::Mat& grey_frame, const cv::Rect& region_in_frame,
                         const std::vector<cv::Point2f>& contour_in_frame);

}  // namespace sonomask::descriptors
