#pragma once

#include <opencv2/core.hpp>

#include "decoder/channel.h"

namespace sonomask::decoder {

/// A frame's pixels, and after them its graphics where it has some, in anonymous memory that nobody
/// can change or shorten any more. Throws `std::runtime_error` when there is no memory.
Descriptor sharePixels(const cv::Mat& pixels, const cv::Mat& graphics = {});

/// The picture in `memory`, mapped and not copied; it is unmapped with the last `cv::Mat` that
/// shows it, and writing to it changes only this process's view. Throws `ChannelClosed` when the
/// memory is not sealed or too small: reading it could then end this process.
cv::Mat mapPixels(const Descriptor& memory, int rows, int columns, int type);

}  // namespace sonomask::decoder
