#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "descriptors/features.h"
#include "descriptors/surroundings.h"

namespace sonomask::descriptors {

/// The mass in its picture, not cut out of it: its share of the picture, and how steep and how
/// uneven the grey levels are along its outline, inside and outside, at two scales of the picture
/// (`picture_…`); where it lies (`place_…`). Readers judge at this scale, whatever the mass's size.
/// Grey levels are in standard deviations of the picture, lengths in shares of its longer side.
Features pictureFeatures(const Surroundings& surroundings, const cv::Rect& region_in_frame,
                         const std::vector<cv::Point2f>& contour_in_frame);

}  // namespace sonomask::descriptors
