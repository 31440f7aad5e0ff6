#pragma once

#include <cstddef>
#include <filesystem>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"

namespace sonomask {

/// Which picture of which file a frame is.
struct FrameOrigin {
    std::filesystem::path file;
    int index = 0;  ///< from 0
};

/// One picture as it is to be shown: CV_8UC1 (grey) or CV_8UC3 (BGR), window and rescale applied.
struct Frame {
    cv::Mat pixels;
    Calibration calibration;
    FrameOrigin origin;
    /// What the file lays over the picture, for the eye alone: CV_8UC1 of the picture's size, 0 =
    /// nothing to 255 = opaque. Empty where the file has nothing of the kind.
    cv::Mat graphics{};
};

/// The frame as 8-bit grey, CV_8UC1; shares the pixels of a frame that is grey already.
cv::Mat greyOf(const Frame& frame);

/// The memory that a frame's pictures take.
std::size_t bytesOf(const Frame& frame);

}  // namespace sonomask
