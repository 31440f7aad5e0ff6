#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sonomask::dicom {

/// Undoes the RLE of one frame (PS3.5 G): `planes` planes of `pixels` bytes each, one after the
/// other (for 16-bit samples the high byte's plane first). Throws `Malformed` for a header that
/// does not fit the bytes or the planes, and for a plane with too few values.
std::vector<std::uint8_t> decodeRle(std::span<const std::uint8_t> bytes, std::size_t planes,
                                    std::size_t pixels);

}  // namespace sonomask::dicom
