#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "training/augmentation_samples.h"

namespace sonomask::training {

/// One row of pictures for each sample, its name in front, masks as green outlines; CV_8UC3.
cv::Mat drawSheet(const std::vector<AugmentationSample>& samples, int size);

}  // namespace sonomask::training
