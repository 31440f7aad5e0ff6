#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace sonomask::dicom {

/// What the markers of a JPEG or JPEG-LS stream say (ISO 10918-1 B, ISO 14495-1 C).
struct JpegStream {
    int frame_type = -1;  ///< n of SOFn: 0 baseline, 1 extended, 2 progressive, 3 lossless, 55 LS
    int precision = 0;    ///< bits a sample
    int rows = 0;
    int columns = 0;
    int components = 0;
    bool subsampled = false;             ///< components of different sampling factors
    bool rgb_ids = false;                ///< components named 'R', 'G', 'B'
    bool jfif = false;                   ///< has a JFIF marker
    std::optional<int> adobe_transform;  ///< 0 = none, 1 = YCbCr

    bool isJpegLs() const { return frame_type == 55; }
    /// 8-bit and DCT: what libjpeg-turbo decodes.
    bool isEightBitDct() const { return frame_type >= 0 && frame_type <= 2 && precision == 8; }
};

/// Walks all markers up to the end. Throws `Malformed` for what no sound stream holds and some
/// decoders do not survive: no SOI, segments longer than the stream, no or several frame headers,
/// TEM and reserved markers, a height or width of 0, too many scans.
JpegStream inspectJpeg(std::span<const std::uint8_t> bytes);

}  // namespace sonomask::dicom
