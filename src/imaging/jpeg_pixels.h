#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>

#include <opencv2/core.hpp>

namespace sonomask {

/// What the components of a JPEG are; `AsMarked` leaves it to the stream's own markers.
enum class JpegColour { Grey, Ycbcr, Rgb, AsMarked };

/// A JPEG stream is broken; its text is the rest of a sentence about the picture.
class BrokenJpeg : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Decodes a JPEG of 8-bit samples (baseline, extended or progressive DCT, ISO 10918-1) by libjpeg:
/// CV_8UC1 for one component, CV_8UC3 in the order BGR for three; empty where `colour` does not go
/// with their number. OpenCV's reader decodes alike, but fills what is missing with grey, and
/// spends more time on the order of the colours than libjpeg on the picture. Throws `BrokenJpeg`
/// for a stream that cannot be decoded, and for one that ends, or is damaged, before its last row.
cv::Mat decodeJpeg(std::span<const std::uint8_t> bytes, JpegColour colour);

}  // namespace sonomask
