#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "dicom/frame_table.h"
#include "dicom/image_header.h"
#include "dicom/structure.h"

namespace sonomask::dicom {

/// One frame as stored, before it means anything: CV_8U or CV_16U, 1 or 3 interleaved channels.
struct StoredFrame {
    cv::Mat samples;
    bool is_bgr = false;  ///< the codec has already undone the colour space
};

/// Throws `Malformed` where a frame is not of the size that the header gives.
void checkSize(int rows, int columns, const ImageHeader& image);

/// Corrects the bits of the header by the JPEG stream of the first frame, which has so many and no
/// more. A window of the bits that are missing means nothing then: it is dropped, with a warning.
/// Throws `Malformed` where the stream has more bits than the header allocates.
void adoptPrecision(const FileStructure& structure, const FrameTable& table, ImageHeader& image,
                    std::vector<std::string>& warnings);

/// Decodes frame `index` of everything but videos. Throws `Malformed` when its bytes are no sound
/// picture of the size that the header gives.
StoredFrame decodeStored(const FileStructure& structure, const ImageHeader& image,
                         const FrameTable& table, std::size_t index);

}  // namespace sonomask::dicom
