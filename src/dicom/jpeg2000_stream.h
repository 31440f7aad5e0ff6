#pragma once

#include <cstdint>
#include <span>

namespace sonomask::dicom {

/// What the main header of a JPEG 2000 codestream says (ISO 15444-1 A).
struct Jpeg2000Stream {
    std::span<const std::uint8_t> codestream;  ///< without the boxes of a JP2 file
    int rows = 0;
    int columns = 0;
    int components = 0;
    int precision = 0;         ///< bits a sample, of the first component
    bool transformed = false;  ///< colour transform (RCT or ICT) applied: decodes to RGB
};

/// Throws `Malformed` for a header that does not fit the bytes or makes no sense.
Jpeg2000Stream inspectJpeg2000(std::span<const std::uint8_t> bytes);

}  // namespace sonomask::dicom
