#pragma once

#include <filesystem>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"
#include "imaging/clip.h"

namespace sonomask::dicom {

/// How the pixels of a written file are packed; each is one transfer syntax (PS3.5 A).
enum class Encoding { Uncompressed, Rle, JpegBaseline, JpegLossless, JpegLs };

/// An ultrasound image to be written: one frame gives an Ultrasound Image, several an Ultrasound
/// Multi-frame Image (PS3.3 A.6, A.7).
struct WriteRequest {
    std::vector<cv::Mat> frames;  ///< CV_8UC1 or CV_8UC3 (BGR), all alike in size and type
    std::vector<UltrasoundRegion> regions;  ///< SequenceOfUltrasoundRegions; may be empty
    /// Identity, device and `frame_time_ms`. Empty UIDs are made up; text is UTF-8. What describes
    /// the pixels (size, count, transfer syntax, ...) follows from `frames` and `encoding`.
    ClipInfo info;
    Encoding encoding = Encoding::Uncompressed;
};

/// Writes `request` as the DICOM file `target`, whole or not at all. Throws `WriteError` when the
/// frames cannot be written as asked (none, unlike each other, wrong type) or the disk refuses.
void writeUltrasound(const WriteRequest& request, const std::filesystem::path& target);

}  // namespace sonomask::dicom
