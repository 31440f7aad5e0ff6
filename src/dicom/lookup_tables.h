#pragma once

#include <optional>

#include "dicom/dataset.h"
#include "dicom/image_header.h"

namespace sonomask::dicom {

/// An item of the Modality or VOI LUT Sequence (PS3.3 C.11.1, C.11.2); nothing where it is
/// unusable. `signed_input`: how the descriptor's first mapped value is to be read.
std::optional<LookupTable> readLookupTable(DcmItem& item, bool signed_input);

/// The three palette tables, segmented ones unfolded (PS3.3 C.7.6.3.1.5, C.7.9.2). Throws
/// `Malformed` when one is missing or unusable.
Palette readPalette(DcmItem& dataset, bool signed_input);

/// Unfolds the discrete, linear and indirect segments of a segmented table into at most `count`
/// entries (PS3.3 C.7.9.2). Throws `Malformed`.
std::vector<std::uint16_t> unfoldSegments(const std::vector<std::uint16_t>& words,
                                          std::size_t count);

}  // namespace sonomask::dicom
