#pragma once

#include <filesystem>

#include "imaging/clip.h"

namespace sonomask {

/// Largest picture that is accepted, in pixels; beyond it a file is refused before it is decoded.
inline constexpr long long kMaximalPixels = 100'000'000;

/// Opens a JPG, PNG, BMP or TIFF. 16-bit pictures are scaled to 8 bits by their range, transparency
/// is dropped unless the colour is the same everywhere, several TIFF pages become frames. Throws
/// `ReadError` for what cannot be decoded whole.
Clip openStill(const std::filesystem::path& file);

/// Opens an AVI, MP4 or Matroska clip; frames are decoded on demand. Throws `ReadError`.
Clip openVideo(const std::filesystem::path& file);

/// A bare video stream (MPEG-2, H.264, HEVC), which has no table of its frames: its pictures are
/// counted, without being decoded. One that is coded in two fields counts twice. Throws
/// `ReadError`.
Clip openVideoStream(const std::filesystem::path& file);

}  // namespace sonomask
