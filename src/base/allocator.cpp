#include "base/allocator.h"

#include <climits>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace sonomask {

void keepFreedMemory() {
#ifdef __GLIBC__
    constexpr int kMegabyte = 1 << 20;
    ::mallopt(M_MMAP_THRESHOLD, 32 * kMegabyte);  // the most that glibc takes
    ::mallopt(M_TRIM_THRESHOLD, 128 * kMegabyte);
#endif
}

void keepAllFreedMemory() {
#ifdef __GLIBC__
    ::mallopt(M_MMAP_MAX, 0);  // no block is a mapping of its own, which freeing it would undo
    ::mallopt(M_TRIM_THRESHOLD, INT_MAX);
#endif
}

}  // namespace sonomask
