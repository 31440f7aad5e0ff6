#include "dicom_bytes.h"

#include <cmath>
#include <cstring>
#include <fstream>
#include <string_view>

#include <zlib.h>

namespace sonomask::test {
namespace {

constexpr std::uint32_t kUndefined = 0xFFFFFFFF;

bool hasLongLength(std::string_view vr) {
    return vr == "OB" || vr == "OW" || vr == "SQ" || vr == "UN" || vr == "UT" || vr == "OV";
}

Bytes deflated(const Bytes& bytes) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    Bytes result(deflateBound(&stream, bytes.size()));
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = result.data();
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    result.resize(stream.total_out);
    deflateEnd(&stream);
    return result;
}

}  // namespace

DicomBytes::DicomBytes(std::string transfer_syntax)
    : transfer_syntax_(std::move(transfer_syntax)),
      explicit_vr_(transfer_syntax_ != kImplicitSyntax),
      big_endian_(transfer_syntax_ == kBigEndianSyntax) {}

void DicomBytes::put16(std::uint16_t value) {
    const auto low = static_cast<std::uint8_t>(value & 0xFF);
    const auto high = static_cast<std::uint8_t>(value >> 8);
    bytes_.push_back(big_endian_ ? high : low);
    bytes_.push_back(big_endian_ ? low : high);
}

void DicomBytes::put32(std::uint32_t value) {
    const auto low = static_cast<std::uint16_t>(value & 0xFFFF);
    const auto high = static_cast<std::uint16_t>(value >> 16);
    put16(big_endian_ ? high : low);
    put16(big_endian_ ? low : high);
}

void DicomBytes::putHead(std::uint32_t tag, const char* vr, std::uint32_t length) {
    put16(static_cast<std::uint16_t>(tag >> 16));
    put16(static_cast<std::uint16_t>(tag & 0xFFFF));
    if (!explicit_vr_ || tag >> 16 == 0xFFFE) return put32(length);
    bytes_.push_back(static_cast<std::uint8_t>(vr[0]));
    bytes_.push_back(static_cast<std::uint8_t>(vr[1]));
    if (!hasLongLength(vr)) return put16(static_cast<std::uint16_t>(length));
    put16(0);
    put32(length);
}

DicomBytes& DicomBytes::head(std::uint32_t tag, const char* vr, std::uint32_t length) {
    putHead(tag, vr, length);
    return *this;
}

DicomBytes& DicomBytes::raw(const Bytes& bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
}

DicomBytes& DicomBytes::shortNumber(std::uint32_t tag, int value, const char* vr) {
    return shortNumbers(tag, {value}, vr);
}

DicomBytes& DicomBytes::shortNumbers(std::uint32_t tag, const std::vector<int>& values,
                                     const char* vr) {
    putHead(tag, vr, static_cast<std::uint32_t>(values.size() * 2));
    for (const int value : values) put16(static_cast<std::uint16_t>(value));
    return *this;
}

DicomBytes& DicomBytes::longNumber(std::uint32_t tag, std::uint32_t value) {
    putHead(tag, "UL", 4);
    put32(value);
    return *this;
}

DicomBytes& DicomBytes::real(std::uint32_t tag, double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    const auto low = static_cast<std::uint32_t>(bits & 0xFFFFFFFF);
    const auto high = static_cast<std::uint32_t>(bits >> 32);
    putHead(tag, "FD", 8);
    put32(big_endian_ ? high : low);
    put32(big_endian_ ? low : high);
    return *this;
}

DicomBytes& DicomBytes::text(std::uint32_t tag, const char* vr, const std::string& value) {
    Bytes padded(value.begin(), value.end());
    if (padded.size() % 2 != 0)
        padded.push_back(std::string_view(vr) == "UI" ? std::uint8_t{0} : std::uint8_t{' '});
    return bytes(tag, vr, padded);
}

DicomBytes& DicomBytes::bytes(std::uint32_t tag, const char* vr, const Bytes& value) {
    putHead(tag, vr, static_cast<std::uint32_t>(value.size()));
    return raw(value);
}

DicomBytes& DicomBytes::words(std::uint32_t tag, const char* vr,
                              const std::vector<std::uint16_t>& value) {
    putHead(tag, vr, static_cast<std::uint32_t>(value.size() * 2));
    for (const std::uint16_t word : value) put16(word);
    return *this;
}

DicomBytes& DicomBytes::sequence(std::uint32_t tag, const std::vector<DicomBytes>& items) {
    putHead(tag, "SQ", kUndefined);
    for (const DicomBytes& item : items) {
        putHead(0xFFFEE000, "", kUndefined);
        raw(item.elements());
        putHead(0xFFFEE00D, "", 0);
    }
    putHead(0xFFFEE0DD, "", 0);
    return *this;
}

DicomBytes& DicomBytes::fragments(const std::vector<Bytes>& parts,
                                  const std::vector<std::uint32_t>& offsets, bool closed) {
    putHead(0x7FE00010, "OB", kUndefined);
    putHead(0xFFFEE000, "", static_cast<std::uint32_t>(offsets.size() * 4));
    for (const std::uint32_t offset : offsets) put32(offset);
    for (const Bytes& part : parts) bytes(0xFFFEE000, "", part);
    if (closed) putHead(0xFFFEE0DD, "", 0);
    return *this;
}

DicomBytes& DicomBytes::image(int rows, int columns, const std::string& photometric,
                              int bits_allocated, int bits_stored, int planar, bool is_signed) {
    const bool colour = photometric == "RGB" || photometric.starts_with("YBR");
    shortNumber(0x00280002, colour ? 3 : 1);
    text(0x00280004, "CS", photometric);
    if (colour) shortNumber(0x00280006, planar);
    shortNumber(0x00280010, rows).shortNumber(0x00280011, columns);
    shortNumber(0x00280100, bits_allocated).shortNumber(0x00280101, bits_stored);
    shortNumber(0x00280102, bits_stored - 1);
    return shortNumber(0x00280103, is_signed ? 1 : 0);
}

Bytes DicomBytes::file() const {
    DicomBytes meta;  // always explicit little endian
    meta.text(0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.6.1");
    meta.text(0x00020010, "UI", transfer_syntax_);
    Bytes file(128, 0);
    for (const char c : std::string_view("DICM")) file.push_back(static_cast<std::uint8_t>(c));
    file.insert(file.end(), meta.bytes_.begin(), meta.bytes_.end());
    const Bytes body = transfer_syntax_ == kDeflated ? deflated(bytes_) : bytes_;
    file.insert(file.end(), body.begin(), body.end());
    return file;
}

void writeBytes(const std::filesystem::path& file, const Bytes& bytes) {
    std::ofstream stream(file, std::ios::binary);
    stream.write(reinterpret_cast<const char*>(bytes.data()),
                 static_cast<std::streamsize>(bytes.size()));
}

cv::Mat smoothPicture(int rows, int columns, int channels, int seed) {
    cv::Mat picture(rows, columns, CV_8UC(channels));
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns * channels; ++x) {
            const double phase = 0.04 * (x / channels) + 0.03 * y + x % channels + seed;
            picture.ptr<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(128 + 80 * std::sin(phase));
        }
    return picture;
}

cv::Mat noisePicture(int rows, int columns, int type, int seed) {
    cv::Mat picture(rows, columns, type);
    cv::RNG random(static_cast<std::uint64_t>(seed) + 1);
    random.fill(picture, cv::RNG::UNIFORM, 0, picture.depth() == CV_8U ? 256 : 65536);
    return picture;
}

Bytes bytesOf(const cv::Mat& picture) {
    return {picture.datastart, picture.dataend};
}

}  // namespace sonomask::test
