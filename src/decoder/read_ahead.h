#pragma once

#include <cstddef>

#include "imaging/clip.h"

namespace sonomask::decoder {

struct ReadAhead {
    std::size_t byte_limit = std::size_t{256} << 20;  ///< of all frames that are kept
    int frames = 16;                                  ///< decoded ahead of the latest one asked for
};

/// The same clip for a player: frames that follow the latest one asked for, past the end those at
/// the begin, are decoded by two threads of its own (one where there is one processor), and kept as
/// long as they fit the limit; those farthest ahead go first. The threads end with the last copy of
/// the clip. `Clip::frame` answers at once for a frame that is ready; else it decodes, or waits for
/// the thread that does. Errors are those of the clip within, thrown for the frame that has them
/// and no other.
Clip withReadAhead(const Clip& clip, const ReadAhead& settings = {});

}  // namespace sonomask::decoder
