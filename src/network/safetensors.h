#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace sonomask::network {

enum class DataType { U8, I8, F16, F32, I64 };

/// Bytes of one element.
std::size_t sizeOf(DataType type);

/// A tensor's bytes in row-major order, owned by somebody else.
struct TensorView {
    DataType type = DataType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;
};

using NamedViews = std::vector<std::pair<std::string, TensorView>>;
using TensorViews = std::map<std::string, TensorView>;
using Metadata = std::map<std::string, std::string>;

/// A file of named tensors in the safetensors format: an 8-byte little-endian header length, a
/// JSON header, the tensors' bytes. Reading one runs nothing from the file.
class Safetensors {
  public:
    /// Reads and checks the whole file: lengths, JSON, types, shapes, offsets that cover the data
    /// without a gap or an overlap, and the checksum where it has one. Throws `ReadError`.
    static Safetensors read(const std::filesystem::path& file);

    const Metadata& metadata() const noexcept { return metadata_; }
    /// In the order of the names; valid while this object lives.
    const TensorViews& tensors() const noexcept { return tensors_; }

  private:
    std::vector<std::byte> bytes_;
    Metadata metadata_;
    TensorViews tensors_;
};

/// The metadata alone; the tensors are neither read nor checked. Throws `ReadError`.
Metadata readSafetensorsMetadata(const std::filesystem::path& file);

/// Writes the file whole or not at all, with a checksum (`Fingerprint`) of metadata and tensors, so
/// that a weight or a threshold that changed on the way is noticed. Throws `WriteError`.
void writeSafetensors(const std::filesystem::path& file, const Metadata& metadata,
                      const NamedViews& tensors);

}  // namespace sonomask::network
