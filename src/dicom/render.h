#pragma once

#include <opencv2/core.hpp>

#include "dicom/decode.h"
#include "dicom/image_header.h"

namespace sonomask::dicom {

/// The frame as it is to be shown, CV_8UC1 or CV_8UC3 (BGR): palette, colour space, or `grey`'s
/// rescale, window and inversion (the Modality and VOI steps of PS3.3 C.11) applied. Grey values of
/// more than 8 bits without a window fill 0..255 by their own range. Throws `Malformed` for a
/// photometric interpretation that is not supported.
cv::Mat render(const StoredFrame& stored, const ImageHeader& image, const GreyRendering& grey);

}  // namespace sonomask::dicom
