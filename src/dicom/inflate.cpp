#include "dicom/inflate.h"

#include <array>
#include <memory>

#include <zlib.h>

#include "dicom/element.h"
#include "dicom/limits.h"

namespace sonomask::dicom {
namespace {

struct InflateEnd {
    void operator()(z_stream* stream) const { inflateEnd(stream); }
};

bool isTooMuch(std::uint64_t inflated, std::uint64_t from) {
    return inflated > kMaximalInflatedBytes ||
           (inflated > kInflatedUnchecked && inflated / kMaximalInflation > from);
}

}  // namespace

Inflated inflate(const ByteSource& bytes, std::uint64_t offset) {
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
    const std::unique_ptr<z_stream, InflateEnd> guard(&stream);

    Inflated result;
    std::array<std::uint8_t, 65536> in{};
    std::array<std::uint8_t, 65536> out{};
    int status = Z_OK;
    while (status == Z_OK) {
        if (stream.avail_in == 0) {
            stream.avail_in = static_cast<uInt>(bytes.read(offset, in));
            stream.next_in = in.data();
            offset += stream.avail_in;
            if (stream.avail_in == 0) break;
        }
        stream.next_out = out.data();
        stream.avail_out = static_cast<uInt>(out.size());
        status = ::inflate(&stream, Z_NO_FLUSH);
        result.bytes.insert(result.bytes.end(), out.data(), stream.next_out);
        if (isTooMuch(result.bytes.size(), stream.total_in))
            throw BeyondLimit("its compressed data set unfolds to too much");
    }
    result.complete = status == Z_STREAM_END;
    if (result.bytes.empty()) throw Malformed("its compressed data set is damaged");
    return result;
}

}  // namespace sonomask::dicom
