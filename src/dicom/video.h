#pragma once

#include <filesystem>

#include "dicom/frame_table.h"
#include "dicom/structure.h"
#include "imaging/clip.h"

namespace sonomask::dicom {

/// An MPEG-2, H.264 or HEVC stream (PS3.5 8.2.5-8.2.8), unpacked into anonymous memory: its frames
/// and, in the info, their number and size. `file` names it in errors. Throws `ReadError`,
/// `Malformed`, and `BeyondLimit` where it is longer than kMaximalVideoBytes.
Clip openStream(const FileStructure& structure, const FrameTable& table,
                const std::filesystem::path& file);

}  // namespace sonomask::dicom
