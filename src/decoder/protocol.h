#pragma once

namespace sonomask::decoder {

/// The descriptor at which the decoder finds its end of the socket.
inline constexpr int kChildSocket = 3;

}  // namespace sonomask::decoder
