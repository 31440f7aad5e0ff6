#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace sonomask {

/// Size and completeness of a still image, read without decoding its pixels.
struct StillHeader {
    std::string format;
    int width = 0;
    int height = 0;
    int pages = 1;
    std::set<int> white_is_zero = {};  ///< pages of a TIFF, from 0, whose grey levels are inverted
};

/// Checks that the size is usable and that all of the file is there: some decoders fill a truncated
/// picture with grey without a word. Throws `ReadError`.
StillHeader readStillHeader(const std::filesystem::path& file);

}  // namespace sonomask
