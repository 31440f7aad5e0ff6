#pragma once

#include <filesystem>

#include "imaging/clip.h"

namespace sonomask::workflow {

/// Opens any file that Sonomask reads - still image, video or DICOM - by its content, in the
/// decoder process, so that a file made to break its reader cannot take the program along. Decodes
/// no frame. Throws `ReadError` with the file, the reason and the way out.
Clip openClip(const std::filesystem::path& file);

}  // namespace sonomask::workflow
