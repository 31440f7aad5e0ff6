#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace sonomask::fuzz {

/// The fuzzer's bytes as a file, without a disk.
class MemoryFile {
  public:
    MemoryFile(const std::uint8_t* bytes, std::size_t count)
        : descriptor_(::memfd_create("input", MFD_CLOEXEC)) {
        if (descriptor_ < 0) std::abort();
        if (::write(descriptor_, bytes, count) != static_cast<ssize_t>(count)) std::abort();
    }
    ~MemoryFile() { ::close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  private:
    int descriptor_;
};

}  // namespace sonomask::fuzz
