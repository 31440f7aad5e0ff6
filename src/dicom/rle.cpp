#include "dicom/rle.h"

#include <algorithm>
#include <string>

#include "dicom/element.h"

namespace sonomask::dicom {
namespace {

constexpr std::size_t kHeaderBytes = 64;
constexpr std::size_t kMaximalSegments = 15;

/// PackBits (PS3.5 G.3.1). Returns how many bytes of `out` were filled.
std::size_t unpack(std::span<const std::uint8_t> in, std::span<std::uint8_t> out) {
    std::size_t from = 0;
    std::size_t to = 0;
    while (from < in.size() && to < out.size()) {
        const int code = static_cast<std::int8_t>(in[from++]);
        if (code == -128) continue;
        const std::size_t room = out.size() - to;
        if (code >= 0) {
            const std::size_t count =
                std::min({static_cast<std::size_t>(code) + 1, in.size() - from, room});
            std::copy_n(in.begin() + static_cast<std::ptrdiff_t>(from), count,
                        out.begin() + static_cast<std::ptrdiff_t>(to));
            from += count;
            to += count;
        } else if (from < in.size()) {
            const std::size_t count = std::min(static_cast<std::size_t>(1 - code), room);
            std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(to), count, in[from++]);
            to += count;
        }
    }
    return to;
}

}  // namespace

std::vector<std::uint8_t> decodeRle(std::span<const std::uint8_t> bytes, std::size_t planes,
                                    std::size_t pixels) {
    if (bytes.size() < kHeaderBytes) throw Malformed("an RLE frame is shorter than its header");
    const std::size_t segments = read32(bytes.data(), false);
    if (segments != planes || segments > kMaximalSegments)
        throw Malformed("an RLE frame has " + std::to_string(segments) + " segments instead of " +
                        std::to_string(planes));
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < segments; ++i)
        begins.push_back(read32(bytes.data() + 4 * (i + 1), false));
    begins.push_back(bytes.size());
    std::vector<std::uint8_t> result(planes * pixels);
    for (std::size_t i = 0; i < segments; ++i) {
        if (begins[i] < kHeaderBytes || begins[i] > begins[i + 1] || begins[i + 1] > bytes.size())
            throw Malformed("an RLE frame has segments outside itself");
        const auto plane = std::span(result).subspan(i * pixels, pixels);
        if (unpack(bytes.subspan(begins[i], begins[i + 1] - begins[i]), plane) < pixels)
            throw Malformed("an RLE frame holds too few pixels");
    }
    return result;
}

}  // namespace sonomask::dicom
