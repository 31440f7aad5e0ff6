#include "dicom/overlay_planes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "dicom/dataset.h"
#include "dicom/image_header.h"
#include "dicom/transfer_syntax.h"
#include "imaging/reader.h"

namespace sonomask::dicom {
namespace {

constexpr std::uint16_t kFirstGroup = 0x6000;
constexpr std::uint16_t kLastGroup = 0x601E;
constexpr double kFarthestOrigin = 32768;

std::uint64_t pixelsOf(const cv::Rect& area) {
    return static_cast<std::uint64_t>(area.width) * static_cast<std::uint64_t>(area.height);
}

/// Counts from 1 (PS3.3 C.9.2.1.1), in 16 bits; whatever stands there must fit a rectangle.
int readOrigin(DcmItem& dataset, std::uint16_t group, unsigned long position) {
    const double place = numberOf(dataset, DcmTagKey(group, 0x0050), position).value_or(1);
    if (std::abs(place) > kFarthestOrigin)
        throw Malformed("an overlay plane lies outside of the picture");
    return static_cast<int>(place) - 1;
}

cv::Rect readArea(DcmItem& dataset, std::uint16_t group) {
    const int rows = intOf(dataset, DcmTagKey(group, 0x0010)).value_or(0);
    const int columns = intOf(dataset, DcmTagKey(group, 0x0011)).value_or(0);
    if (rows <= 0 || columns <= 0) throw Malformed("an overlay plane has no size");
    if (static_cast<long long>(rows) * columns > kMaximalPixels)
        throw Malformed("an overlay plane is too large");
    const int top = readOrigin(dataset, group, 0);
    const int left = readOrigin(dataset, group, 1);
    return {left, top, columns, rows};
}

/// Which frames the plane belongs to (PS3.3 C.9.3): one picture without a frame of its own is for
/// all of them.
void readFrames(DcmItem& dataset, std::uint16_t group, OverlayPlane& plane) {
    const std::optional<int> first = intOf(dataset, DcmTagKey(group, 0x0051));
    plane.pictures = std::max(1, intOf(dataset, DcmTagKey(group, 0x0015)).value_or(1));
    plane.first_frame = std::max(1, first.value_or(1)) - 1;
    plane.on_all_frames = plane.pictures == 1 && !first;
}

OverlayPlane separatePlane(DcmItem& dataset, std::uint16_t group, const OverlayBits& bits) {
    OverlayPlane plane;
    plane.bits = bits;
    plane.area_in_frame = readArea(dataset, group);
    readFrames(dataset, group, plane);
    const std::uint64_t needed =
        pixelsOf(plane.area_in_frame) * static_cast<std::uint64_t>(plane.pictures);
    if ((needed + 7) / 8 > bits.extent.length) throw Malformed("an overlay plane is cut short");
    return plane;
}

/// A plane in bits of the pixels that hold no value (PS3.3 2004 C.9.2, retired).
OverlayPlane embeddedPlane(int bit, const FileStructure& structure, const ImageHeader& image) {
    const Packing packing = packingOf(structure.transfer_syntax);
    const bool as_stored = packing == Packing::Native || packing == Packing::Rle;
    const bool in_a_value = bit <= image.high_bit && bit > image.high_bit - image.bits_stored;
    if (!as_stored || image.samples != 1 || in_a_value || bit < 0 || bit >= image.bits_allocated)
        throw Malformed("an overlay plane lies where there are no bits for it");
    OverlayPlane plane;
    plane.area_in_frame = {0, 0, image.columns, image.rows};
    plane.on_all_frames = true;
    plane.embedded_bit = bit;
    return plane;
}

std::optional<OverlayPlane> readPlane(DcmItem& dataset, std::uint16_t group,
                                      const FileStructure& structure, const ImageHeader& image) {
    const auto bits = structure.overlays.find(group);
    const int embedded_bit = intOf(dataset, DcmTagKey(group, 0x0102)).value_or(0);
    if (bits == structure.overlays.end() && embedded_bit == 0) return std::nullopt;
    OverlayPlane plane = bits != structure.overlays.end()
                             ? separatePlane(dataset, group, bits->second)
                             : embeddedPlane(embedded_bit, structure, image);
    if (textOf(dataset, DcmTagKey(group, 0x0040)) == "R") plane.opacity = kRegionOpacity;
    return plane;
}

template <typename IsSet>
void draw(const OverlayPlane& plane, cv::Mat& graphics, const IsSet& is_set) {
    const cv::Rect& area = plane.area_in_frame;
    const cv::Rect seen = area & cv::Rect({}, graphics.size());
    for (int y = seen.y; y < seen.br().y; ++y) {
        auto* row = graphics.ptr<std::uint8_t>(y);
        for (int x = seen.x; x < seen.br().x; ++x)
            if (is_set(x - area.x, y - area.y)) row[x] = std::max(row[x], plane.opacity);
    }
}

/// The bits run on from picture to picture, row by row, the lowest of a byte first (PS3.5 8.1.2).
void drawSeparate(const OverlayPlane& plane, const ByteSource& source, std::size_t picture,
                  cv::Mat& graphics) {
    const std::uint64_t count = pixelsOf(plane.area_in_frame);
    const std::uint64_t first = picture * count;
    const std::uint64_t begin = first / 8 & ~std::uint64_t{1};
    const std::uint64_t end =
        std::min(((first + count + 7) / 8 + 1) & ~std::uint64_t{1}, plane.bits.extent.length);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(end - begin));
    if (source.read(plane.bits.extent.offset + begin, bytes) != bytes.size())
        throw Malformed("the file has become shorter since it was opened");
    if (plane.bits.swapped)
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) std::swap(bytes[i], bytes[i + 1]);
    const auto lead = static_cast<std::size_t>(first - begin * 8);
    const auto columns = static_cast<std::size_t>(plane.area_in_frame.width);
    draw(plane, graphics, [&](int x, int y) {
        const std::size_t bit =
            lead + static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x);
        return (bytes[bit / 8] >> bit % 8 & 1) != 0;
    });
}

void drawEmbedded(const OverlayPlane& plane, const cv::Mat& samples, cv::Mat& graphics) {
    const int bit = *plane.embedded_bit;
    draw(plane, graphics, [&](int x, int y) {
        const int value = samples.depth() == CV_16U ? samples.at<std::uint16_t>(y, x)
                                                    : samples.at<std::uint8_t>(y, x);
        return (value >> bit & 1) != 0;
    });
}

}  // namespace

std::optional<std::size_t> OverlayPlane::pictureOver(std::size_t frame) const {
    if (on_all_frames) return 0;
    const auto first = static_cast<std::size_t>(first_frame);
    if (frame < first || frame - first >= static_cast<std::size_t>(pictures)) return std::nullopt;
    return frame - first;
}

std::vector<OverlayPlane> readOverlayPlanes(DcmItem& dataset, const FileStructure& structure,
                                            const ImageHeader& image,
                                            std::vector<std::string>& warnings) {
    std::vector<OverlayPlane> planes;
    bool damaged = false;
    for (std::uint16_t group = kFirstGroup; group <= kLastGroup; group += 2) {
        try {
            if (auto plane = readPlane(dataset, group, structure, image))
                planes.push_back(std::move(*plane));
        } catch (const Malformed&) {
            damaged = true;
        }
    }
    if (damaged) warnings.emplace_back("overlay graphics of the file are damaged and not shown");
    return planes;
}

cv::Mat graphicsOf(const FileStructure& structure, const std::vector<OverlayPlane>& planes,
                   std::size_t frame, cv::Size size, const cv::Mat& samples) {
    cv::Mat graphics;
    for (const OverlayPlane& plane : planes) {
        const std::optional<std::size_t> picture = plane.pictureOver(frame);
        if (!picture) continue;
        if (graphics.empty()) graphics = cv::Mat::zeros(size, CV_8UC1);
        if (plane.embedded_bit)
            drawEmbedded(plane, samples, graphics);
        else
            drawSeparate(plane, *structure.bytes, *picture, graphics);
    }
    return graphics;
}

bool isOverlayData(const ElementHead& head) {
    const std::uint32_t group = head.tag >> 16;
    return (head.tag & 0xFFFF) == 0x3000 && group >= kFirstGroup && group <= kLastGroup &&
           group % 2 == 0 && !head.undefinedLength();
}

}  // namespace sonomask::dicom
