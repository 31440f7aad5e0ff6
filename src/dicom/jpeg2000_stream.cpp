#include "dicom/jpeg2000_stream.h"

#include <algorithm>
#include <array>

#include "dicom/element.h"

namespace sonomask::dicom {
namespace {

constexpr std::size_t kSizeBytes = 38;  ///< of the SIZ segment without its components
constexpr int kCod = 0xFF52;
constexpr int kSot = 0xFF90;
constexpr std::uint64_t kMaximalTiles = 65535;

std::span<const std::uint8_t> codestreamOf(std::span<const std::uint8_t> bytes) {
    constexpr std::array<std::uint8_t, 4> kBegin{0xFF, 0x4F, 0xFF, 0x51};
    const auto begin = std::search(bytes.begin(), bytes.end(), kBegin.begin(), kBegin.end());
    if (begin == bytes.end()) throw Malformed("a JPEG 2000 frame does not begin as one");
    return bytes.subspan(static_cast<std::size_t>(begin - bytes.begin()));
}

void readSize(std::span<const std::uint8_t> segment, Jpeg2000Stream& stream) {
    const auto number = [&](std::size_t at) { return read32(segment.data() + at, true); };
    const std::uint64_t right = number(4);
    const std::uint64_t bottom = number(8);
    const std::uint64_t left = number(12);
    const std::uint64_t top = number(16);
    const std::uint64_t tile_width = number(20);
    const std::uint64_t tile_height = number(24);
    stream.components = read16(segment.data() + 36, true);
    const auto count = static_cast<std::size_t>(stream.components);
    const bool sound = left < right && top < bottom && right - left <= 0xFFFF &&
                       bottom - top <= 0xFFFF && tile_width > 0 && tile_height > 0 &&
                       (count == 1 || count == 3) && segment.size() >= kSizeBytes + 3 * count;
    if (!sound) throw Malformed("a JPEG 2000 frame has a header that makes no sense");
    const std::uint64_t tiles =
        ((right - left) / tile_width + 1) * ((bottom - top) / tile_height + 1);
    if (tiles > kMaximalTiles) throw Malformed("a JPEG 2000 frame has too many tiles");
    stream.columns = static_cast<int>(right - left);
    stream.rows = static_cast<int>(bottom - top);
    stream.precision = (segment[kSizeBytes] & 0x7F) + 1;
}

}  // namespace

Jpeg2000Stream inspectJpeg2000(std::span<const std::uint8_t> bytes) {
    Jpeg2000Stream stream;
    stream.codestream = codestreamOf(bytes);
    const std::span<const std::uint8_t> all = stream.codestream;
    std::size_t at = 2;
    while (at + 4 <= all.size()) {
        const int marker = read16(all.data() + at, true);
        if (marker == kSot) break;
        const std::size_t length = read16(all.data() + at + 2, true);
        if (length < 2 || length > all.size() - at - 2)
            throw Malformed("a JPEG 2000 frame holds a segment longer than itself");
        const auto segment = all.subspan(at + 2, length);
        if (at == 2 && length < kSizeBytes) throw Malformed("a JPEG 2000 frame is cut short");
        if (at == 2) readSize(segment, stream);
        if (marker == kCod && length >= 7) stream.transformed = segment[6] == 1;
        at += 2 + length;
    }
    return stream;
}

}  // namespace sonomask::dicom
