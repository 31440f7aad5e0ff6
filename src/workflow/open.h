#pragma once

#include <filesystem>
#include <stop_token>

#include "imaging/clip.h"

namespace sonomask::workflow {

/// Opens any file that Sonomask reads - still image, video or DICOM - by its content, in the
/// decoder process, so that a file made to break its reader cannot take the program along. Decodes
/// no frame. Throws `ReadError` with the file, the reason and the way out. After a stop, opening
/// and `Clip::frame` of this clip throw `Cancelled` instead of waiting for the decoder.
Clip openClip(const std::filesystem::path& file, const std::stop_token& stop = {});

}  // namespace sonomask::workflow
