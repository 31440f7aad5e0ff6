#pragma once

#include <random>

#include "dicom_bytes.h"

namespace sonomask::test {

/// A small sound file for each way in which pixels may be packed, and the other formats.
std::vector<Bytes> soundFiles();

/// One of: bits flipped, bytes set to edges, a length field edited, a stretch removed, repeated or
/// taken from elsewhere, the end cut off; one to four of them, one after the other.
Bytes mutated(Bytes bytes, std::mt19937_64& random);

}  // namespace sonomask::test
