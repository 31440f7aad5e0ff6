#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace sonomask::dicom {

/// Bytes that can be read from any place, by several threads at once.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    virtual std::uint64_t size() const = 0;
    /// Fills `into` from `offset`; returns how many bytes there were. Throws `ReadError`.
    virtual std::size_t read(std::uint64_t offset, std::span<std::uint8_t> into) const = 0;
};

/// The bytes of a file, which stays open. Throws `ReadError` when it cannot be opened, is not a
/// regular file or is empty.
std::shared_ptr<const ByteSource> openBytes(const std::filesystem::path& file);

/// Bytes in memory.
std::shared_ptr<const ByteSource> holdBytes(std::vector<std::uint8_t> bytes);

}  // namespace sonomask::dicom
