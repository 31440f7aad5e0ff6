#include "damaged_files.h"

#include <string_view>

#include <opencv2/imgcodecs.hpp>

namespace sonomask::test {
namespace {

constexpr std::uint32_t kPixels = 0x7FE00010;

Bytes textBytes(std::string_view text) {
    return {text.begin(), text.end()};
}

Bytes nested(const char* syntax, int depth, bool delimited) {
    DicomBytes file(syntax);
    for (int i = 0; i < depth; ++i) {
        const auto left = static_cast<std::uint32_t>((depth - i) * 20 - 12);
        file.head(0x00081140, "SQ", delimited ? 0xFFFFFFFF : left);
        file.head(0xFFFEE000, "", delimited ? 0xFFFFFFFF : left - 8);
    }
    return file.file();
}

/// Sequences inside each other in an element of type UN and of known length.
Bytes nestedUnknown(int depth) {
    DicomBytes value(kImplicitSyntax);
    for (int i = 1; i < depth; ++i) {
        const auto left = static_cast<std::uint32_t>((depth - i) * 16 - 8);
        value.head(0xFFFEE000, "", left).head(0x00081140, "SQ", left - 8);
    }
    value.head(0xFFFEE000, "", 0);
    DicomBytes file;
    file.bytes(0x00081140, "UN", value.elements());
    return file.image(2, 2, "MONOCHROME2").bytes(kPixels, "OB", Bytes(4, 1)).file();
}

Bytes rle(const Bytes& fragment) {
    DicomBytes file(kRleSyntax);
    return file.image(8, 8, "MONOCHROME2").fragments({fragment}, {}).file();
}

/// An RLE header of `count` segments whose first begins at `offset`, and some bytes.
Bytes rleFragment(std::uint8_t count, std::uint32_t offset) {
    Bytes fragment(84, 0);
    fragment[0] = count;
    for (int i = 0; i < 4; ++i)
        fragment[static_cast<std::size_t>(4 + i)] = static_cast<std::uint8_t>(offset >> (8 * i));
    return fragment;
}

Bytes jpeg(const char* syntax, const Bytes& fragment) {
    DicomBytes file(syntax);
    return file.image(8, 8, "MONOCHROME2").fragments({fragment}, {}).file();
}

/// A sound JPEG of 8 x 8 with TEM markers after its begin or within its scan.
Bytes jpegWithTem(bool within_scan) {
    Bytes stream;
    cv::imencode(".jpg", noisePicture(8, 8, CV_8UC1), stream);
    const std::ptrdiff_t at = within_scan ? static_cast<std::ptrdiff_t>(stream.size()) - 4 : 2;
    stream.insert(stream.begin() + at, {0xFF, 0x01, 0xFF, 0x01});
    if (stream.size() % 2 != 0) stream.push_back(0);
    return stream;
}

Bytes uncompressed(int rows, int columns, const std::string& frames, std::size_t bytes) {
    DicomBytes file;
    file.text(0x00280008, "IS", frames).image(rows, columns, "MONOCHROME2");
    return file.bytes(kPixels, "OB", Bytes(bytes, 0)).file();
}

Bytes cut(Bytes bytes, std::size_t length) {
    bytes.resize(length);
    return bytes;
}

}  // namespace

std::vector<DamagedFile> damagedFiles() {
    const Bytes sound = uncompressed(8, 8, "1", 64);
    DicomBytes without_pixels;
    without_pixels.image(8, 8, "MONOCHROME2");
    DicomBytes long_element;
    long_element.head(0x00100010, "UN", 0x7FFFFFFF);
    // Whose length has four bytes: "MONO".
    DicomBytes unknown_type;
    unknown_type.raw({0x28, 0, 0x04, 0, 'C', 'T', 0x08, 0, 'M', 'O', 'N', 'O', 'C', 'H', 'R', 'O'});
    return {
        {"empty", {}},
        {"text", textBytes("This is a letter, not a study. It goes on for a line or two.\n")},
        {"only_zeros", Bytes(4096, 0)},
        {"only_preamble", cut(sound, 132)},
        {"cut_in_meta", cut(sound, 160)},
        {"cut_in_dataset", cut(sound, 260)},
        {"no_pixels", without_pixels.file()},
        {"element_longer_than_file", long_element.file()},
        {"unknown_type_longer_than_file", unknown_type.image(8, 8, "MONOCHROME2").file()},
        {"nested_15000_delimited", nested(kExplicitSyntax, 15000, true)},
        {"nested_15000_implicit", nested(kImplicitSyntax, 15000, true)},
        {"nested_3000_of_known_length", nested(kExplicitSyntax, 3000, false)},
        {"nested_3000_implicit_of_known_length", nested(kImplicitSyntax, 3000, false)},
        {"nested_3000_of_unknown_type", nestedUnknown(3000)},
        {"huge_dimensions", uncompressed(65535, 65535, "2147483647", 64)},
        {"no_rows", uncompressed(0, 8, "1", 64)},
        {"short_pixels", uncompressed(512, 512, "100", 64)},
        {"no_fragments",
         DicomBytes(kRleSyntax).image(8, 8, "MONOCHROME2").fragments({}, {}).file()},
        {"rle_offset_outside", rle(rleFragment(1, 0x7FFFFFFF))},
        {"rle_offset_in_header", rle(rleFragment(1, 8))},
        {"rle_255_segments", rle(rleFragment(255, 64))},
        {"rle_too_few_pixels", rle(rleFragment(1, 64))},
        {"rle_short", rle(Bytes(10, 1))},
        {"jpeg_tem_at_begin", jpeg(kJpegBaselineSyntax, jpegWithTem(false))},
        {"jpeg_tem_in_scan", jpeg(kJpegBaselineSyntax, jpegWithTem(true))},
        {"jpeg_only_tem", jpeg(kJpegLosslessSyntax, {0xFF, 0xD8, 0xFF, 1, 0xFF, 1, 0, 0, 0, 0})},
        {"jpeg_of_zeros", jpeg(kJpegBaselineSyntax, Bytes(200, 0))},
        {"jpegls_of_zeros", jpeg(kJpegLsSyntax, Bytes(200, 0))},
        {"jpeg2000_of_zeros", jpeg(kJpeg2000Syntax, Bytes(200, 0))},
        {"mpeg_of_zeros", jpeg(kMpeg2Syntax, Bytes(200, 0))},
        {"unknown_syntax", DicomBytes("1.2.3.4.5").image(8, 8, "MONOCHROME2").file()},
    };
}

}  // namespace sonomask::test
