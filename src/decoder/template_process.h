#pragma once

#include <cstdint>
#include <optional>

#include "decoder/channel.h"

namespace sonomask::decoder {

struct Copy {
    Channel channel;  ///< to the program that asked for this copy
    std::uint64_t memory_limit;
};

/// Makes a copy of this process for each request that arrives on `requests` (the limit of the
/// copy's memory in bytes, with its end of a socket), and returns in the copy. Returns nothing, in
/// the process itself, when the parent hangs up. The copies are children of the parent, which
/// learns how they end. To be called with one thread only: a copy has no other.
std::optional<Copy> copyOnRequest(Channel requests);

}  // namespace sonomask::decoder
