#pragma once

namespace sonomask::test {

/// Which calls of the system fail with EIO for regular files, in all of this process. The functions
/// of the C library are replaced by ours: what the C library itself calls (stdio) is not reached.
enum class FaultyCall { None, Write, Flush };

void failCalls(FaultyCall calls);

}  // namespace sonomask::test
