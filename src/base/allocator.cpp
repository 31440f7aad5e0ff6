#include "base/allocator.h"

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

}  // namespace sonomask
