#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dicom/byte_source.h"
#include "dicom/element.h"

namespace sonomask::dicom {

/// A stretch of the source's bytes.
struct Extent {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// Where the pixels lie (PS3.5 8 and A.4); nothing of them is read.
struct PixelPlaces {
    bool encapsulated = false;
    /// One extent where not encapsulated; else the fragments without the offset table.
    std::vector<Extent> extents;
    /// Begin of each frame, counted from the first fragment's item; from the extended or the basic
    /// offset table, empty where there is none.
    std::vector<std::uint64_t> frame_offsets;
    bool cut_short = false;  ///< the last extent claims more bytes than there are
    bool unclosed = false;   ///< the fragments' end mark is missing
    bool words = false;      ///< OW: matters for 8-bit big endian pixels
};

/// Where the bits of an overlay plane lie (60xx,3000).
struct OverlayBits {
    Extent extent;
    bool swapped = false;  ///< words of big endian: the two bytes of each change places
};

/// The build of a DICOM file, found without DCMTK, which does not survive all that can be wrong.
struct FileStructure {
    std::shared_ptr<const ByteSource> bytes;  ///< what the extents refer to (inflated if need be)
    std::string transfer_syntax;              ///< UID; guessed where the file does not say
    Layout layout;
    /// The data set up to the pixels in `layout`, each element well-formed: safe for DCMTK.
    std::vector<std::uint8_t> header;
    std::vector<std::size_t> element_ends;  ///< of each element in `header`
    std::optional<PixelPlaces> pixels;
    std::map<std::uint16_t, OverlayBits> overlays;  ///< by group; not in `header`
    std::vector<std::string> warnings;
};

/// Adds a warning about a file, each once; a file of which a great deal is wrong says so in the
/// end.
void addWarning(std::vector<std::string>& warnings, const std::string& text);

/// Walks the file's elements once. Repairs what it can (stray items, broken elements of known
/// length, a file cut short) and says so in `warnings`. Throws `ReadError` naming `file` when this
/// is no DICOM file, nothing can be made of it, or a limit of limits.h is passed.
FileStructure readStructure(const std::filesystem::path& file);

/// Whether the first bytes are those of a DICOM file, with or without a preamble.
bool beginsLikeDicom(const ByteSource& bytes);

}  // namespace sonomask::dicom
