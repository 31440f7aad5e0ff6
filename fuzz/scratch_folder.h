#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include <stdlib.h>

namespace sonomask::fuzz {

/// A folder in memory for parsers that read whole folders; removed with this object.
class ScratchFolder {
  public:
    ScratchFolder() {
        std::string name = "/dev/shm/sonomask-fuzz-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    void write(const std::string& name, std::span<const std::uint8_t> bytes) const {
        std::ofstream out(path_ / name, std::ios::binary);
        out.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
    }

  private:
    std::filesystem::path path_;
};

/// An input that stands for several files: its parts between zero bytes.
inline std::vector<std::span<const std::uint8_t>> partsOf(std::span<const std::uint8_t> bytes) {
    std::vector<std::span<const std::uint8_t>> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= bytes.size(); ++i) {
        if (i < bytes.size() && bytes[i] != 0) continue;
        parts.push_back(bytes.subspan(begin, i - begin));
        begin = i + 1;
    }
    return parts;
}

}  // namespace sonomask::fuzz
