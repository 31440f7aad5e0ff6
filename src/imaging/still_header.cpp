#include "imaging/still_header.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <set>
#include <utility>
#include <vector>

#include "base/error.h"
#include "imaging/file_kind.h"
#include "imaging/reader.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCopyAgain = "Copy or export it again from its source.";
constexpr std::uintmax_t kMaximalBytes = 1ULL << 31;
constexpr int kMaximalPages = 10'000;
constexpr int kMaximalScans = 100;  ///< of a JPEG; libjpeg itself writes ten at most

class Bytes {
  public:
    explicit Bytes(const fs::path& file) : file_(file) {
        std::ifstream stream(file, std::ios::binary | std::ios::ate);
        if (!stream) throw ReadError("cannot be opened", file);
        const auto size = static_cast<std::uintmax_t>(stream.tellg());
        if (size > kMaximalBytes) throw ReadError("is larger than 2 GiB", file);
        data_.resize(size);
        stream.seekg(0);
        stream.read(reinterpret_cast<char*>(data_.data()), static_cast<std::streamsize>(size));
    }

    std::size_t size() const { return data_.size(); }
    const fs::path& file() const { return file_; }

    std::uint8_t u8(std::size_t at) const {
        if (at >= data_.size()) truncated();
        return data_[at];
    }
    std::uint32_t big(std::size_t at, int count) const { return value(at, count, true); }
    std::uint32_t little(std::size_t at, int count) const { return value(at, count, false); }
    std::uint32_t value(std::size_t at, int count, bool big_endian) const {
        std::uint32_t result = 0;
        for (int i = 0; i < count; ++i) {
            const int byte = big_endian ? i : count - 1 - i;
            result = result << 8 | u8(at + static_cast<std::size_t>(byte));
        }
        return result;
    }

    [[noreturn]] void truncated() const {
        throw ReadError("is truncated: its end is missing", file_, kCopyAgain);
    }
    [[noreturn]] void damaged(const std::string& what) const {
        throw ReadError("is damaged: " + what, file_, kCopyAgain);
    }

  private:
    fs::path file_;
    std::vector<std::uint8_t> data_;
};

void requireUsableSize(const Bytes& bytes, std::int64_t width, std::int64_t height) {
    if (width <= 0 || height <= 0) bytes.damaged("it gives no size");
    if (width > kMaximalPixels / height)
        throw ReadError(
            "is too large: " + std::to_string(width) + " x " + std::to_string(height) + " pixels",
            bytes.file(), "Pictures of up to 100 million pixels are read.");
}

/// PNG: chunks follow each other (length, type, data, CRC) up to IEND.
StillHeader readPng(const Bytes& bytes) {
    constexpr std::uint32_t kEnd = 0x49454E44;  // "IEND"
    const std::uint32_t width = bytes.big(16, 4);
    const std::uint32_t height = bytes.big(20, 4);
    requireUsableSize(bytes, width, height);
    std::size_t at = 8;
    while (bytes.big(at + 4, 4) != kEnd) at += 12 + std::size_t{bytes.big(at, 4)};
    bytes.u8(at + 11);
    return {"PNG", static_cast<int>(width), static_cast<int>(height), 1};
}

bool isStartOfFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// JPEG: segments up to the start of scan, then entropy-coded data up to the end-of-image marker.
StillHeader readJpeg(const Bytes& bytes) {
    constexpr int kStartOfScan = 0xDA;
    constexpr int kEndOfImage = 0xD9;
    StillHeader header{"JPEG", 0, 0, 1};
    std::size_t at = 2;
    while (true) {
        if (bytes.u8(at) != 0xFF) bytes.damaged("a JPEG marker is missing");
        const int marker = bytes.u8(at + 1);
        if (marker == 0xFF) {  // fill byte
            ++at;
            continue;
        }
        if (isStartOfFrame(marker)) {
            header.height = static_cast<int>(bytes.big(at + 5, 2));
            header.width = static_cast<int>(bytes.big(at + 7, 2));
        }
        if (marker == kStartOfScan) break;
        at += 2 + std::size_t{bytes.big(at + 2, 2)};
    }
    // Each scan of a progressive JPEG goes over the whole picture: a small file can ask for hours.
    for (int scans = 0; !(bytes.u8(at) == 0xFF && bytes.u8(at + 1) == kEndOfImage); ++at)
        if (bytes.u8(at) == 0xFF && bytes.u8(at + 1) == kStartOfScan && ++scans > kMaximalScans)
            bytes.damaged("a JPEG picture has too many scans");
    requireUsableSize(bytes, header.width, header.height);
    return header;
}

StillHeader readBmp(const Bytes& bytes) {
    constexpr std::uint32_t kUncompressed = 0;
    const auto data_offset = std::size_t{bytes.little(10, 4)};
    const std::int64_t width = static_cast<std::int32_t>(bytes.little(18, 4));
    // A negative height means that the rows start at the top.
    const std::int64_t height =
        std::abs(std::int64_t{static_cast<std::int32_t>(bytes.little(22, 4))});
    requireUsableSize(bytes, width, height);
    if (bytes.little(30, 4) == kUncompressed) {
        const std::size_t bits_per_row = std::size_t{bytes.little(28, 2)} * std::size_t(width);
        const std::size_t row_bytes = (bits_per_row + 31) / 32 * 4;
        if (data_offset + row_bytes * std::size_t(height) > bytes.size()) bytes.truncated();
    }
    return {"BMP", static_cast<int>(width), static_cast<int>(height), 1};
}

/// One TIFF page: a directory of 12-byte entries (tag, type, count, value or its offset).
class TiffDirectory {
  public:
    TiffDirectory(const Bytes& bytes, std::size_t at, bool big_endian)
        : bytes_(bytes), at_(at), big_(big_endian), count_(bytes.value(at, 2, big_endian)) {}

    std::size_t next() const { return bytes_.value(at_ + 2 + 12 * count_, 4, big_); }

    std::vector<std::uint32_t> values(std::uint32_t tag) const {
        for (std::size_t i = 0; i < count_; ++i) {
            const std::size_t entry = at_ + 2 + 12 * i;
            if (bytes_.value(entry, 2, big_) == tag) return valuesOf(entry);
        }
        return {};
    }

  private:
    std::vector<std::uint32_t> valuesOf(std::size_t entry) const {
        constexpr std::uint32_t kShort = 3;
        const int width = bytes_.value(entry + 2, 2, big_) == kShort ? 2 : 4;
        const std::size_t count = bytes_.value(entry + 4, 4, big_);
        if (count > bytes_.size()) bytes_.damaged("a TIFF directory entry is too long");
        const bool in_place = count * std::size_t(width) <= 4;
        const std::size_t first = in_place ? entry + 8 : bytes_.value(entry + 8, 4, big_);
        std::vector<std::uint32_t> result;
        for (std::size_t i = 0; i < count; ++i)
            result.push_back(bytes_.value(first + i * std::size_t(width), width, big_));
        return result;
    }

    const Bytes& bytes_;
    std::size_t at_;
    bool big_;
    std::size_t count_;
};

void requireWholePixels(const Bytes& bytes, const TiffDirectory& page) {
    constexpr std::uint32_t kStripOffsets = 273;
    constexpr std::uint32_t kStripByteCounts = 279;
    constexpr std::uint32_t kTileOffsets = 324;
    constexpr std::uint32_t kTileByteCounts = 325;
    for (const auto& [offsets_tag, counts_tag] :
         {std::pair{kStripOffsets, kStripByteCounts}, std::pair{kTileOffsets, kTileByteCounts}}) {
        const auto offsets = page.values(offsets_tag);
        const auto counts = page.values(counts_tag);
        for (std::size_t i = 0; i < std::min(offsets.size(), counts.size()); ++i)
            if (std::size_t{offsets[i]} + counts[i] > bytes.size()) bytes.truncated();
    }
}

StillHeader readTiff(const Bytes& bytes) {
    constexpr std::uint32_t kImageWidth = 256;
    constexpr std::uint32_t kImageLength = 257;
    constexpr std::uint32_t kPhotometricInterpretation = 262;
    const bool big_endian = bytes.u8(0) == 'M';
    StillHeader header{"TIFF", 0, 0, 0};
    std::set<std::size_t> seen;  // a directory that points back would never end
    for (std::size_t at = bytes.value(4, 4, big_endian); at != 0;) {
        if (!seen.insert(at).second || ++header.pages > kMaximalPages)
            bytes.damaged("its page directories never end");
        const TiffDirectory page(bytes, at, big_endian);
        const auto widths = page.values(kImageWidth);
        const auto heights = page.values(kImageLength);
        const std::uint32_t width = widths.empty() ? 0 : widths.front();
        const std::uint32_t height = heights.empty() ? 0 : heights.front();
        requireUsableSize(bytes, width, height);
        if (header.pages == 1) {
            header.width = static_cast<int>(width);
            header.height = static_cast<int>(height);
        }
        requireWholePixels(bytes, page);
        if (page.values(kPhotometricInterpretation) == std::vector<std::uint32_t>{0})
            header.white_is_zero.insert(header.pages - 1);
        at = page.next();
    }
    return header;
}

StillHeader readByFormat(const Bytes& bytes, const std::string& format) {
    if (format == "PNG") return readPng(bytes);
    if (format == "JPEG") return readJpeg(bytes);
    if (format == "BMP") return readBmp(bytes);
    if (format == "TIFF") return readTiff(bytes);
    throw ReadError("is not a JPG, PNG, BMP or TIFF image", bytes.file());
}

}  // namespace

StillHeader readStillHeader(const fs::path& file) {
    const std::string format = sniff(file).format;
    const Bytes bytes(file);
    return readByFormat(bytes, format);
}

}  // namespace sonomask
