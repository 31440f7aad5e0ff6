#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dicom/decode.h"
#include "dicom/jpeg_stream.h"

namespace sonomask::dicom {

/// Decodes lossless and 12-bit JPEG and JPEG-LS by DCMTK, components as they are stored. `stream`
/// is what `inspectJpeg` found in `bytes`. Throws `Malformed`.
StoredFrame storedJpeg(const std::string& transfer_syntax, const ImageHeader& image,
                       const JpegStream& stream, std::vector<std::uint8_t>& bytes);

}  // namespace sonomask::dicom
