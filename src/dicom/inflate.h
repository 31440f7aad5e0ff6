#pragma once

#include <cstdint>
#include <vector>

#include "dicom/byte_source.h"

namespace sonomask::dicom {

struct Inflated {
    std::vector<std::uint8_t> bytes;
    bool complete = true;  ///< false: the compressed bytes end before the end
};

/// Undoes the deflate of transfer syntax 1.2.840.10008.1.2.1.99 (PS3.5 A.5) from `offset` on.
/// Throws `Malformed` when nothing can be undone, `BeyondLimit` past
/// kMaximalInflatedBytes or kMaximalInflation.
Inflated inflate(const ByteSource& bytes, std::uint64_t offset);

}  // namespace sonomask::dicom
