#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sonomask::decoder {

/// Takes from this process what decoding does not need: address space beyond `memory_limit`, many
/// descriptors, core dumps; opening files for writing, sockets, new processes and programs. Returns
/// what could not be taken, as sentences for the person at the screen. Cannot be undone.
std::vector<std::string> enterSandbox(std::uint64_t memory_limit);

}  // namespace sonomask::decoder
