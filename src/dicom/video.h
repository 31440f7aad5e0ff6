#pragma once

#include <filesystem>
#include <memory>

#include "dicom/frame_table.h"
#include "dicom/structure.h"
#include "imaging/clip.h"

namespace sonomask::dicom {

/// The frames of an MPEG-2, H.264 or HEVC stream (PS3.5 8.2.5-8.2.8). The stream is unpacked into
/// anonymous memory when the first frame is asked for. `file` names it in errors.
std::shared_ptr<const FrameSource> openStream(std::shared_ptr<const FileStructure> structure,
                                              const FrameTable& table, std::filesystem::path file);

}  // namespace sonomask::dicom
