#pragma once

#include <span>
#include <string>
#include <vector>

#include "dicom/image_header.h"
#include "dicom/structure.h"

namespace sonomask::dicom {

/// Which bytes make which frame.
class FrameTable {
  public:
    /// Adds a frame made of these bytes, one after the other.
    void add(std::span<const Extent> extents);
    std::size_t size() const { return begins_.size(); }
    std::span<const Extent> extentsOf(std::size_t frame) const;

    /// All bytes of a frame. Throws `Malformed` when there are more than `limit`, or fewer in the
    /// file than there were when it was opened.
    std::vector<std::uint8_t> bytesOf(std::size_t frame, const ByteSource& source,
                                      std::size_t limit) const;

  private:
    std::vector<Extent> extents_;
    std::vector<std::size_t> begins_;  ///< of each frame, in extents_
};

/// Bytes of one uncompressed frame. `available`: all pixel bytes there are; pixels declared as
/// 4:2:2 are sometimes stored in full, which only their number tells.
std::size_t nativeFrameBytes(const ImageHeader& image, std::uint64_t available);

/// Adds to `warnings` where the frames that are present are not those that are declared.
void compareCounts(std::size_t present, std::size_t declared, std::vector<std::string>& warnings);

/// Assigns the fragments (or the uncompressed bytes) to frames: by the offset table where it is
/// sound, one for one where the counts agree, else by the marks that begin a picture. Frames that
/// are not there whole are left out; a video is one stretch. What does not agree with the header is
/// added to `warnings`. Throws `Malformed` when there is not one whole frame.
FrameTable makeFrameTable(const FileStructure& structure, const ImageHeader& image,
                          std::vector<std::string>& warnings);

}  // namespace sonomask::dicom
