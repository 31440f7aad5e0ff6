#pragma once

#include <opencv2/core.hpp>

#include "imaging/frame.h"
#include "preprocess/crop_transform.h"
#include "preprocess/settings.h"

namespace sonomask::preprocess {

/// What the network is given: size×size CV_32FC1 in 0..1, and the way back to the frame.
struct NetworkInput {
    cv::Mat pixels;
    CropTransform transform;
    cv::Rect ultrasound_region_in_frame;  ///< found on the way, also where the crop is another
};

/// The whole chain: crop to the ultrasound region, resize, equalise, denoise, normalise. Throws
/// `ReadError` for an empty frame.
NetworkInput preprocess(const Frame& frame, const Settings& settings);

}  // namespace sonomask::preprocess
