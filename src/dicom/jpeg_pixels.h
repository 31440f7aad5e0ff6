#pragma once

#include <cstdint>
#include <span>

#include <opencv2/core.hpp>

namespace sonomask::dicom {

enum class JpegColour { Grey, Ycbcr, Rgb };

/// Decodes a JPEG of 8-bit samples (baseline, extended or progressive DCT, ISO 10918-1) by libjpeg:
/// CV_8UC1 for `Grey`, else CV_8UC3 in the order BGR; `colour` says what its components are,
/// whatever its markers do. OpenCV's reader decodes alike, but spends more time on the order of the
/// colours than libjpeg on the picture. Throws `Malformed` for a stream that is broken or of
/// another number of components, and for one that ends, or is damaged, before its last row.
cv::Mat decodeJpeg(std::span<const std::uint8_t> bytes, JpegColour colour);

}  // namespace sonomask::dicom
