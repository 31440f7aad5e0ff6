#include "network/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <fstream>
#include <limits>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/fingerprint.h"
#include "base/json.h"

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

namespace sonomask::network {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPrefixBytes = 8;
constexpr std::uint64_t kMostHeaderBytes = 16u << 20;
constexpr std::size_t kMostDimensions = 8;
constexpr auto kRemedy = "Get the file again from where it came.";
/// The entry of the metadata that tells whether the rest is what was written. It is this program's
/// own; files of others lack it.
constexpr auto kChecksum = "fnv1a64";

struct TypeName {
    const char* name;
    DataType type;
    std::size_t bytes;
};
constexpr std::array<TypeName, 5> kTypes = {{{"U8", DataType::U8, 1},
                                             {"I8", DataType::I8, 1},
                                             {"F16", DataType::F16, 2},
                                             {"F32", DataType::F32, 4},
                                             {"I64", DataType::I64, 8}}};

const TypeName& entryOf(DataType type) {
    return *std::find_if(kTypes.begin(), kTypes.end(),
                         [&](const TypeName& entry) { return entry.type == type; });
}

[[noreturn]] void damaged(const fs::path& file, const std::string& what) {
    throw ReadError("the tensor file is damaged: " + what, file, kRemedy);
}

std::uint64_t headerLength(std::span<const std::byte> prefix, std::uint64_t file_bytes,
                           const fs::path& file) {
    std::uint64_t length = 0;
    std::copy_n(prefix.data(), kPrefixBytes, reinterpret_cast<std::byte*>(&length));
    if (length > kMostHeaderBytes || length > file_bytes - kPrefixBytes)
        damaged(file, "its header is longer than the file or the limit");
    return length;
}

std::vector<std::byte> readBytes(std::ifstream& stream, std::uint64_t count, const fs::path& file) {
    std::vector<std::byte> bytes(count);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(count));
    if (static_cast<std::uint64_t>(stream.gcount()) != count) damaged(file, "it ends too early");
    return bytes;
}

/// A named pipe would be waited for.
void requireRegularFile(const fs::path& file) {
    std::error_code ignored;
    const fs::file_status status = fs::status(file, ignored);
    if (fs::is_directory(status)) throw ReadError("is a folder, not a file", file);
    if (fs::exists(status) && !fs::is_regular_file(status))
        throw ReadError("is not a regular file", file);
}

/// A header is a JSON object, so that files of other kinds are known by their ninth byte.
void requireFormat(std::ifstream& stream, const fs::path& file) {
    stream.seekg(kPrefixBytes);
    const int first = stream.get();
    if (first != '{' && first != std::ifstream::traits_type::eof())
        throw ReadError("is not a safetensors file", file);
    stream.clear();
    stream.seekg(0);
}

std::ifstream openFile(const fs::path& file, std::uint64_t& file_bytes) {
    requireRegularFile(file);
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw ReadError("cannot be opened: " + std::generic_category().message(errno), file,
                        "Check that it still exists and that you may read it.");
    file_bytes = fs::file_size(file);
    if (file_bytes == 0) throw ReadError("is empty", file, kRemedy);
    if (file_bytes < kPrefixBytes) damaged(file, "it is shorter than its header");
    requireFormat(stream, file);
    return stream;
}

nlohmann::json parseHeader(std::span<const std::byte> text, const fs::path& file) {
    const auto* begin = reinterpret_cast<const char*>(text.data());
    auto header = parseJson({begin, text.size()});
    if (!header.is_object()) damaged(file, "its header is not JSON");
    return header;
}

Metadata metadataOf(const nlohmann::json& header, const fs::path& file) {
    const auto found = header.find("__metadata__");
    if (found == header.end()) return {};
    try {
        return found->get<Metadata>();
    } catch (const nlohmann::json::exception&) {
        damaged(file, "its metadata is not a map of texts");
    }
}

/// Bytes that the shape takes, or the largest number where that overflows.
std::uint64_t bytesOf(const std::vector<std::int64_t>& shape, DataType type) {
    constexpr auto kTooMany = std::numeric_limits<std::uint64_t>::max();
    if (shape.size() > kMostDimensions) return kTooMany;
    std::uint64_t bytes = sizeOf(type);
    for (const auto length : shape) {
        std::uint64_t product = 0;
        if (length < 0 || __builtin_mul_overflow(bytes, std::uint64_t(length), &product))
            return kTooMany;
        bytes = product;
    }
    return bytes;
}

DataType typeNamed(const std::string& name, const std::string& tensor, const fs::path& file) {
    for (const auto& entry : kTypes)
        if (name == entry.name) return entry.type;
    damaged(file, "\"" + tensor + "\" has the unknown type \"" + name + "\"");
}

TensorView viewOf(const std::string& name, const nlohmann::json& item,
                  std::span<const std::byte> data, const fs::path& file) {
    TensorView view;
    std::array<std::uint64_t, 2> offsets{};
    try {
        view.type = typeNamed(item.at("dtype").get<std::string>(), name, file);
        item.at("shape").get_to(view.shape);
        item.at("data_offsets").get_to(offsets);
    } catch (const nlohmann::json::exception&) {
        damaged(file, "the entry of \"" + name + "\" is not understood");
    }
    const auto [begin, end] = offsets;
    if (begin > end || end > data.size()) damaged(file, "\"" + name + "\" lies outside the data");
    if (bytesOf(view.shape, view.type) != end - begin)
        damaged(file, "the length of \"" + name + "\" does not fit its shape");
    view.bytes = data.subspan(begin, end - begin);
    return view;
}

void requireNoGaps(const std::map<std::string, TensorView>& tensors,
                   std::span<const std::byte> data, const fs::path& file) {
    std::vector<std::span<const std::byte>> parts;
    for (const auto& [name, view] : tensors)
        if (!view.bytes.empty()) parts.push_back(view.bytes);
    std::sort(parts.begin(), parts.end(),
              [](const auto& a, const auto& b) { return a.data() < b.data(); });
    const std::byte* next = data.data();
    for (const auto& part : parts) {
        if (part.data() != next) damaged(file, "its tensors overlap or leave a gap");
        next = part.data() + part.size();
    }
    if (next != data.data() + data.size()) damaged(file, "bytes are left over at its end");
}

/// Of the metadata without its checksum, and of all tensors.
std::string checksumOf(const Metadata& metadata, const TensorViews& tensors) {
    Fingerprint fingerprint;
    for (const auto& [key, value] : metadata) {
        fingerprint.add(key);
        fingerprint.add(value);
    }
    for (const auto& [name, view] : tensors) {
        fingerprint.add(name);
        fingerprint.add(entryOf(view.type).name);
        fingerprint.add(std::as_bytes(std::span(view.shape)));
        fingerprint.add(view.bytes);
    }
    return fingerprint.digits();
}

/// Takes the checksum out of a file's metadata; empty where there is none.
std::string takeChecksum(Metadata& metadata) {
    const auto entry = metadata.extract(kChecksum);
    return entry.empty() ? "" : entry.mapped();
}

}  // namespace

std::size_t sizeOf(DataType type) {
    return entryOf(type).bytes;
}

Safetensors Safetensors::read(const fs::path& file) {
    std::uint64_t file_bytes = 0;
    auto stream = openFile(file, file_bytes);
    Safetensors result;
    result.bytes_ = readBytes(stream, file_bytes, file);
    const std::span<const std::byte> all(result.bytes_);
    const auto header_bytes = headerLength(all.first(kPrefixBytes), file_bytes, file);
    const auto header = parseHeader(all.subspan(kPrefixBytes, header_bytes), file);
    const auto data = all.subspan(kPrefixBytes + header_bytes);
    result.metadata_ = metadataOf(header, file);
    for (const auto& [name, item] : header.items())
        if (name != "__metadata__") result.tensors_[name] = viewOf(name, item, data, file);
    requireNoGaps(result.tensors_, data, file);
    const std::string checksum = takeChecksum(result.metadata_);
    if (!checksum.empty() && checksum != checksumOf(result.metadata_, result.tensors_))
        damaged(file, "its content is not what was written");
    return result;
}

Metadata readSafetensorsMetadata(const fs::path& file) {
    std::uint64_t file_bytes = 0;
    auto stream = openFile(file, file_bytes);
    const auto prefix = readBytes(stream, kPrefixBytes, file);
    const auto text = readBytes(stream, headerLength(prefix, file_bytes, file), file);
    Metadata metadata = metadataOf(parseHeader(text, file), file);
    takeChecksum(metadata);
    return metadata;
}

void writeSafetensors(const fs::path& file, const Metadata& metadata, const NamedViews& tensors) {
    nlohmann::json header = {{"__metadata__", metadata}};
    header["__metadata__"][kChecksum] = checksumOf(metadata, {tensors.begin(), tensors.end()});
    std::uint64_t offset = 0;
    for (const auto& [name, view] : tensors) {
        const std::uint64_t end = offset + view.bytes.size();
        header[name] = {{"dtype", entryOf(view.type).name},
                        {"shape", view.shape},
                        {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');  // so that the data starts aligned
    const std::uint64_t length = text.size();
    AtomicFile output(file);
    output.write(std::as_bytes(std::span(&length, 1)));
    output.write(text);
    for (const auto& [name, view] : tensors) output.write(view.bytes);
    output.commit();
}

}  // namespace sonomask::network
