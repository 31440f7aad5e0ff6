#pragma once

#include <cstdint>
#include <vector>

#include "dicom/element.h"
#include "dicom/structure.h"

namespace sonomask::dicom {

struct PlacesFound {
    PixelPlaces places;
    std::uint64_t end = 0;  ///< where the element after the pixels begins
};

/// The extents of the pixel data element whose head begins at `at`. Stops quietly at the first
/// fragment that is none and at the end of the file. Throws `BeyondLimit` for too many fragments.
PlacesFound findPixelPlaces(ElementReader& reader, std::uint64_t at, const ElementHead& head,
                            const Layout& layout);

/// Extended Offset Table (7FE0,0001), PS3.3 C.7.6.3.1.8.
bool isExtendedOffsetTable(const ElementHead& head);
std::vector<std::uint64_t> readOffsets64(const ByteSource& bytes, std::uint64_t at,
                                         std::uint64_t length, bool big_endian);

}  // namespace sonomask::dicom
