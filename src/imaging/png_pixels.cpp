#include "imaging/png_pixels.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include <libdeflate.h>
#include <opencv2/imgproc.hpp>

#include "imaging/png_filters.h"

namespace sonomask {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kSignature = 8;
/// Of the pixels; they are unpacked as a whole.
constexpr std::size_t kMostBytes = 64U << 20U;

std::uint32_t bigEndian(Bytes bytes) {
    return std::uint32_t{bytes[0]} << 24U | std::uint32_t{bytes[1]} << 16U |
           std::uint32_t{bytes[2]} << 8U | bytes[3];
}

constexpr std::uint32_t typeOf(const char (&name)[5]) {
    std::uint32_t type = 0;
    for (int i = 0; i < 4; ++i) type = type << 8U | static_cast<std::uint8_t>(name[i]);
    return type;
}

struct Chunk {
    std::uint32_t type = 0;
    Bytes data;
};

/// A file's chunks in turn; none where the file breaks off or a sum does not fit.
class Chunks {
  public:
    explicit Chunks(Bytes file) : left_(file.subspan(std::min(kSignature, file.size()))) {}

    std::optional<Chunk> next() {
        constexpr std::size_t kHead = 8;  // length and type
        constexpr std::size_t kSum = 4;
        if (left_.size() < kHead + kSum) return std::nullopt;
        const std::size_t length = bigEndian(left_);
        if (length > left_.size() - kHead - kSum) return std::nullopt;
        const Bytes summed = left_.subspan(4, 4 + length);
        if (libdeflate_crc32(0, summed.data(), summed.size()) !=
            bigEndian(left_.subspan(kHead + length)))
            return std::nullopt;
        left_ = left_.subspan(kHead + length + kSum);
        return Chunk{bigEndian(summed), summed.subspan(4)};
    }

  private:
    Bytes left_;
};

/// A picture of the size and kind that the header tells; empty for a kind that is left to others.
cv::Mat pictureFor(Bytes header) {
    constexpr std::size_t kLength = 13;
    if (header.size() != kLength) return {};
    const std::uint32_t width = bigEndian(header);
    const std::uint32_t height = bigEndian(header.subspan(4));
    const bool eight_bits = header[8] == 8;
    const bool usual = header[10] == 0 && header[11] == 0 && header[12] == 0;
    const int kind = header[9];  // 0 grey, 2 colour, 6 colour and alpha
    const int channels = kind == 0 ? 1 : kind == 2 ? 3 : kind == 6 ? 4 : 0;
    if (!eight_bits || !usual || channels == 0 || width == 0 || height == 0) return {};
    if (width > kMostBytes / height / static_cast<unsigned>(channels)) return {};
    return cv::Mat(static_cast<int>(height), static_cast<int>(width), CV_8UC(channels));
}

std::vector<std::uint8_t> unpacked(Bytes packed, std::size_t size) {
    struct Free {
        void operator()(libdeflate_decompressor* unpacker) const {
            libdeflate_free_decompressor(unpacker);
        }
    };
    const std::unique_ptr<libdeflate_decompressor, Free> unpacker(libdeflate_alloc_decompressor());
    std::vector<std::uint8_t> bytes(size);
    const bool good =
        unpacker && libdeflate_zlib_decompress(unpacker.get(), packed.data(), packed.size(),
                                               bytes.data(), size, nullptr) == LIBDEFLATE_SUCCESS;
    if (!good) bytes.clear();
    return bytes;
}

void orderAsBgr(cv::Mat& pixels) {
    if (pixels.channels() == 3) cv::cvtColor(pixels, pixels, cv::COLOR_RGB2BGR);
    if (pixels.channels() == 4) cv::cvtColor(pixels, pixels, cv::COLOR_RGBA2BGRA);
}

}  // namespace

cv::Mat decodePlainPng(Bytes bytes) {
    constexpr std::uint32_t kOptional = 0x20000000;  // the first letter is a small one
    Chunks chunks(bytes);
    const auto header = chunks.next();
    if (!header || header->type != typeOf("IHDR")) return {};
    cv::Mat pixels = pictureFor(header->data);
    if (pixels.empty()) return {};
    std::vector<std::uint8_t> packed;
    auto chunk = chunks.next();
    for (; chunk && chunk->type != typeOf("IEND"); chunk = chunks.next()) {
        const bool is_data = chunk->type == typeOf("IDAT");
        const bool is_known = is_data || (chunk->type & kOptional) != 0;
        if (!is_known || chunk->type == typeOf("tRNS")) return {};
        if (is_data) packed.insert(packed.end(), chunk->data.begin(), chunk->data.end());
    }
    if (!chunk) return {};
    const std::size_t row_bytes = static_cast<std::size_t>(pixels.cols) * pixels.elemSize() + 1;
    const auto filtered = unpacked(packed, row_bytes * static_cast<std::size_t>(pixels.rows));
    if (filtered.empty() || !takeFiltersOff(filtered, pixels)) return {};
    orderAsBgr(pixels);
    return pixels;
}

}  // namespace sonomask
