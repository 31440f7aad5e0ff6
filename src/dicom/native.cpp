#include "dicom/native.h"

#include <algorithm>

namespace sonomask::dicom {
namespace {

/// In big endian files words are swapped, and 8-bit pixels in an OW element are pairs in words: the
/// pairs run through all frames, so a frame of odd length begins in the middle of one.
std::vector<std::uint8_t> wordSwapped(const ByteSource& source, const Extent& all,
                                      const Extent& frame) {
    const std::uint64_t begin = (frame.offset - all.offset) & ~std::uint64_t{1};
    const std::uint64_t end =
        std::min((frame.offset - all.offset + frame.length + 1) & ~std::uint64_t{1}, all.length);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(end - begin));
    if (source.read(all.offset + begin, bytes) != bytes.size())
        throw Malformed("the file has become shorter since it was opened");
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) std::swap(bytes[i], bytes[i + 1]);
    const auto lead = static_cast<std::ptrdiff_t>(frame.offset - all.offset - begin);
    bytes.erase(bytes.begin(), bytes.begin() + lead);
    bytes.resize(static_cast<std::size_t>(frame.length));
    return bytes;
}

/// Pairs Y1 Y2 Cb Cr to Y Cb Cr for each pixel; both pixels of a pair get its chroma.
cv::Mat unpaired(const std::vector<std::uint8_t>& bytes, int rows, int columns) {
    cv::Mat pixels(rows, columns, CV_8UC3);
    const std::size_t row_bytes = static_cast<std::size_t>(columns + 1) / 2 * 4;
    for (int y = 0; y < rows; ++y) {
        const std::uint8_t* pairs = bytes.data() + static_cast<std::size_t>(y) * row_bytes;
        auto* row = pixels.ptr<cv::Vec3b>(y);
        for (int x = 0; x < columns; ++x) {
            const std::uint8_t* pair = pairs + x / 2 * 4;
            row[x] = {pair[x % 2], pair[2], pair[3]};
        }
    }
    return pixels;
}

}  // namespace

cv::Mat interleaved(const std::uint8_t* planes, int rows, int columns, int depth) {
    const std::size_t plane_bytes =
        static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) * CV_ELEM_SIZE1(depth);
    std::vector<cv::Mat> channels;
    for (std::size_t i = 0; i < 3; ++i)
        channels.emplace_back(rows, columns, CV_MAKETYPE(depth, 1),
                              const_cast<std::uint8_t*>(planes + i * plane_bytes));
    cv::Mat pixels;
    cv::merge(channels, pixels);
    return pixels;
}

StoredFrame nativeFrame(const FileStructure& structure, const ImageHeader& image,
                        const FrameTable& table, std::size_t index) {
    const Extent frame = table.extentsOf(index).front();
    const bool swap =
        structure.layout.big_endian && (image.sampleBytes() == 2 || structure.pixels->words);
    std::vector<std::uint8_t> bytes =
        swap ? wordSwapped(*structure.bytes, structure.pixels->extents.front(), frame)
             : table.bytesOf(index, *structure.bytes, static_cast<std::size_t>(frame.length));
    const std::size_t full =
        image.pixels() * static_cast<std::size_t>(image.samples) * image.sampleBytes();
    const int depth = image.sampleBytes() == 2 ? CV_16U : CV_8U;
    if (bytes.size() < full) {
        if (depth != CV_8U) throw Unsupported("16-bit pixels in 4:2:2 pairs are");
        return {unpaired(bytes, image.rows, image.columns)};
    }
    if (image.samples == 3 && image.planar)
        return {interleaved(bytes.data(), image.rows, image.columns, depth)};
    const cv::Mat view(image.rows, image.columns, CV_MAKETYPE(depth, image.samples), bytes.data());
    return {view.clone()};
}

}  // namespace sonomask::dicom
