// Beside the decoder's own main: a decoder that ends by a signal when it reads the words
// `kEndsItsReader`, and never returns from `kHangsItsReader`, as a library does of a file that was
// made for it.
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>

#include "deadly_folder.h"

namespace {

bool holds(const void* bytes, ssize_t count, const char* words) {
    return count > 0 &&
           ::memmem(bytes, static_cast<size_t>(count), words, ::strlen(words)) != nullptr;
}

}  // namespace

extern "C" ssize_t pread(int descriptor, void* into, size_t count, off_t offset) {
    const ssize_t got = ::syscall(SYS_pread64, descriptor, into, count, offset);
    if (holds(into, got, sonomask::test::kEndsItsReader)) std::abort();
    if (holds(into, got, sonomask::test::kHangsItsReader))
        for (;;) ::sched_yield();
    return got;
}
