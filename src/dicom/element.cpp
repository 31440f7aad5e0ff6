#include "dicom/element.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace sonomask::dicom {
namespace {

constexpr std::size_t kWindowBytes = 4096;

bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}

/// VRs whose length has two bytes. Every other has four after two reserved ones, those that nobody
/// knows yet included (PS3.5 7.1.2); DCMTK reads them so, too, and both must see the same elements.
bool hasShortLength(std::string_view vr) {
    constexpr std::string_view kShort =
        "AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US";
    return kShort.find(vr) != std::string_view::npos;
}

}  // namespace

std::uint16_t read16(const std::uint8_t* bytes, bool big_endian) {
    return static_cast<std::uint16_t>(big_endian ? bytes[0] << 8 | bytes[1]
                                                 : bytes[1] << 8 | bytes[0]);
}

std::uint32_t read32(const std::uint8_t* bytes, bool big_endian) {
    const std::uint32_t first = read16(bytes, big_endian);
    const std::uint32_t second = read16(bytes + 2, big_endian);
    return big_endian ? first << 16 | second : second << 16 | first;
}

std::uint64_t read64(const std::uint8_t* bytes, bool big_endian) {
    const std::uint64_t first = read32(bytes, big_endian);
    const std::uint64_t second = read32(bytes + 4, big_endian);
    return big_endian ? first << 32 | second : second << 32 | first;
}

std::uint32_t tagOf(const std::uint8_t* bytes, const Layout& layout) {
    return static_cast<std::uint32_t>(read16(bytes, layout.big_endian)) << 16 |
           read16(bytes + 2, layout.big_endian);
}

std::string tagText(std::uint32_t tag) {
    char text[12];
    std::snprintf(text, sizeof text, "(%04X,%04X)", tag >> 16, tag & 0xFFFF);
    return text;
}

const std::uint8_t* ElementReader::bytesAt(std::uint64_t at, std::size_t count) {
    const bool inside = at >= window_start_ && at + count <= window_start_ + window_.size();
    if (!inside) {
        window_.resize(std::max(count, kWindowBytes));
        window_start_ = at;
        window_.resize(bytes_.read(at, window_));
        if (window_.size() < count) throw Malformed("the file ends too early");
    }
    return window_.data() + (at - window_start_);
}

std::uint32_t ElementReader::tagAt(std::uint64_t at, const Layout& layout) {
    return tagOf(bytesAt(at, 4), layout);
}

ElementHead ElementReader::headAt(std::uint64_t at, const Layout& layout) {
    ElementHead head;
    head.tag = tagAt(at, layout);
    const bool is_delimiter = head.tag >> 16 == 0xFFFE;
    if (!layout.explicit_vr || is_delimiter) {
        head.length = read32(bytesAt(at + 4, 4), layout.big_endian);
        head.head_bytes = 8;
        return head;
    }
    const std::uint8_t* bytes = bytesAt(at + 4, 4);
    head.vr = {static_cast<char>(bytes[0]), static_cast<char>(bytes[1])};
    if (!isUpper(head.vr[0]) || !isUpper(head.vr[1]))
        throw Malformed(tagText(head.tag) + " has no valid type");
    if (hasShortLength({head.vr.data(), 2})) {
        head.length = read16(bytes + 2, layout.big_endian);
        head.head_bytes = 8;
    } else {
        head.length = read32(bytesAt(at + 8, 4), layout.big_endian);
        head.head_bytes = 12;
    }
    return head;
}

}  // namespace sonomask::dicom
