#include "support/faulty_calls.h"

#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <new>

#include "support/faults.h"

namespace sonomask::test {
namespace {

/// Small blocks never fail where Linux overcommits, and nlohmann::json does not survive it.
constexpr std::size_t kLargeBlock = 4096;

std::atomic<FaultyCall> faulty_calls = FaultyCall::None;
thread_local int allocations_left = -1;

bool fails(FaultyCall call, int descriptor) {
    if (faulty_calls.load() != call) return false;
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return false;
    errno = EIO;
    return true;
}

bool allocationFails(std::size_t bytes) {
    return bytes >= kLargeBlock && allocations_left >= 0 && allocations_left-- == 0;
}

}  // namespace

void failCalls(FaultyCall calls) {
    faulty_calls = calls;
}

void failAllocation(int count) {
    allocations_left = count;
}

}  // namespace sonomask::test

using sonomask::test::FaultyCall;

// The linker prefers these to the libraries' own.
extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t count) {
    if (sonomask::test::fails(FaultyCall::Write, descriptor)) return -1;
    return ::syscall(SYS_write, descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
    if (sonomask::test::fails(FaultyCall::Write, descriptor)) return -1;
    return ::syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
    if (sonomask::test::fails(FaultyCall::Write, descriptor)) return -1;
    return ::syscall(SYS_writev, descriptor, parts, count);
}

int fsync(int descriptor) {
    if (sonomask::test::fails(FaultyCall::Flush, descriptor)) return -1;
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

int fdatasync(int descriptor) {
    if (sonomask::test::fails(FaultyCall::Flush, descriptor)) return -1;
    return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}
}

void* operator new(std::size_t bytes) {
    if (sonomask::test::allocationFails(bytes)) throw std::bad_alloc();
    if (void* const block = std::malloc(bytes == 0 ? 1 : bytes)) return block;
    throw std::bad_alloc();
}

void operator delete(void* block) noexcept {
    std::free(block);
}

void operator delete(void* block, std::size_t) noexcept {
    std::free(block);
}
