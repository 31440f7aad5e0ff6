#pragma once

#include <string>

namespace sonomask::decoder {

/// Allows this process and its threads only the system calls that decoding needs; all others fail
/// with EPERM. Empty on success, else why it is not done.
std::string restrictSystemCalls();

}  // namespace sonomask::decoder
