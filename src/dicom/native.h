#pragma once

#include "dicom/decode.h"

namespace sonomask::dicom {

/// An uncompressed frame: byte order, planes and 4:2:2 pairs undone (PS3.5 8.1, PS3.3
/// C.7.6.3.1.2-3). Throws `Malformed`.
StoredFrame nativeFrame(const FileStructure& structure, const ImageHeader& image,
                        const FrameTable& table, std::size_t index);

/// Three planes, one after the other, as an interleaved picture.
cv::Mat interleaved(const std::uint8_t* planes, int rows, int columns, int depth);

}  // namespace sonomask::dicom
