#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "preprocess/settings.h"

namespace sonomask::segmentation {

/// Simulated patients, all with a mass, as the network sees them (CV_32FC1): always the same ones,
/// to try a network out on any machine.
std::vector<cv::Mat> probePictures(const preprocess::Settings& settings, int patients);

}  // namespace sonomask::segmentation
