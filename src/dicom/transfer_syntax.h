#pragma once

#include <string>

#include "dicom/element.h"

namespace sonomask::dicom {

inline constexpr const char* kDeflatedSyntax = "1.2.840.10008.1.2.1.99";

/// How the pixels of a transfer syntax are packed (PS3.5 A).
enum class Packing { Native, Rle, Jpeg, JpegLs, Jpeg2000, Video, Unknown };

Packing packingOf(const std::string& transfer_syntax);

/// Whether its pixels lie in fragments.
bool isEncapsulated(const std::string& transfer_syntax);

/// The layout that a transfer syntax prescribes; explicit little endian for the unknown.
Layout layoutOf(const std::string& transfer_syntax);

/// The uncompressed transfer syntax of a layout.
std::string uncompressedSyntax(const Layout& layout);

}  // namespace sonomask::dicom
