#include "dicom/frame_table.h"

#include <algorithm>
#include <array>

#include "dicom/limits.h"
#include "dicom/transfer_syntax.h"

namespace sonomask::dicom {
namespace {

std::string countText(std::uint64_t present, std::uint64_t declared) {
    return std::to_string(present) + " of " + std::to_string(declared) + " frames are present";
}

FrameTable nativeFrames(const PixelPlaces& places, const ImageHeader& image,
                        std::vector<std::string>& warnings) {
    const Extent& all = places.extents.front();
    const std::uint64_t frame_bytes = nativeFrameBytes(image, all.length);
    const std::uint64_t present = all.length / frame_bytes;
    const auto declared = static_cast<std::uint64_t>(image.declared_frames);
    if (present == 0)
        throw Malformed("it holds " + std::to_string(all.length) + " of the " +
                        std::to_string(frame_bytes) + " bytes of its first frame");
    if (present < declared) warnings.push_back(countText(present, declared));
    if (present > declared)
        warnings.push_back("more pixels are present than the " + std::to_string(declared) +
                           " declared frames need; they are not shown");
    const std::uint64_t frames = std::min({present, declared, std::uint64_t{kMaximalFrames}});
    FrameTable table;
    for (std::uint64_t i = 0; i < frames; ++i)
        table.add(std::array{Extent{all.offset + i * frame_bytes, frame_bytes}});
    return table;
}

/// Index of the first fragment of each frame by the offset table; empty when an entry is not the
/// begin of a fragment or they do not ascend (PS3.5 A.4).
std::vector<std::size_t> beginsByTable(const PixelPlaces& places) {
    std::vector<std::size_t> begins;
    std::size_t fragment = 0;
    for (const std::uint64_t offset : places.frame_offsets) {
        // Offsets count item heads, extents values: in their difference the heads drop out.
        const auto begin_of = [&](std::size_t i) {
            return places.extents[i].offset - places.extents.front().offset;
        };
        while (fragment < places.extents.size() && begin_of(fragment) < offset) ++fragment;
        const bool found = fragment < places.extents.size() && begin_of(fragment) == offset;
        if (!found || (!begins.empty() && begins.back() == fragment)) return {};
        begins.push_back(fragment);
    }
    return !begins.empty() && begins.front() == 0 ? begins : std::vector<std::size_t>{};
}

bool beginsPicture(const ByteSource& bytes, const Extent& extent) {
    std::uint8_t mark[3] = {};
    if (bytes.read(extent.offset, mark) < 3) return false;
    const bool jpeg = mark[0] == 0xFF && mark[1] == 0xD8 && mark[2] == 0xFF;
    const bool jpeg_2000 = mark[0] == 0xFF && mark[1] == 0x4F && mark[2] == 0xFF;
    return jpeg || jpeg_2000;
}

std::vector<std::size_t> beginsByMarks(const FileStructure& structure, Packing packing) {
    std::vector<std::size_t> begins;
    const std::vector<Extent>& extents = structure.pixels->extents;
    for (std::size_t i = 0; i < extents.size(); ++i)
        if (packing == Packing::Rle || beginsPicture(*structure.bytes, extents[i]))
            begins.push_back(i);
    // A stream that begins without its mark is for the decoder to judge.
    if (begins.empty() || begins.front() != 0) begins.insert(begins.begin(), 0);
    return begins;
}

std::vector<std::size_t> frameBegins(const FileStructure& structure, const ImageHeader& image,
                                     Packing packing) {
    const PixelPlaces& places = *structure.pixels;
    const auto declared = static_cast<std::size_t>(image.declared_frames);
    const std::size_t fragments = places.extents.size();
    // One stretch of all fragments: the only frame, or a video.
    if (packing == Packing::Video) return {0};
    if (declared == 1 && packing != Packing::Rle && beginsByMarks(structure, packing).size() == 1)
        return {0};
    std::vector<std::size_t> begins = beginsByTable(places);
    if (begins.size() == declared) return begins;
    if (fragments == declared) {
        begins.resize(fragments);
        for (std::size_t i = 0; i < fragments; ++i) begins[i] = i;
        return begins;
    }
    return beginsByMarks(structure, packing);
}

FrameTable encapsulatedFrames(const FileStructure& structure, const ImageHeader& image,
                              Packing packing, std::vector<std::string>& warnings) {
    const PixelPlaces& places = *structure.pixels;
    if (places.extents.empty()) throw Malformed("it holds no pixels");
    const std::vector<std::size_t> begins = frameBegins(structure, image, packing);
    FrameTable table;
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : places.extents.size();
        const bool cut = places.cut_short && end == places.extents.size();
        if (cut && packing != Packing::Video) break;
        table.add(std::span(places.extents).subspan(begins[i], end - begins[i]));
    }
    if (table.size() == 0) throw Malformed("its only frame is cut short");
    if (packing != Packing::Video)
        compareCounts(table.size(), static_cast<std::size_t>(image.declared_frames), warnings);
    return table;
}

}  // namespace

void FrameTable::add(std::span<const Extent> extents) {
    begins_.push_back(extents_.size());
    extents_.insert(extents_.end(), extents.begin(), extents.end());
}

std::span<const Extent> FrameTable::extentsOf(std::size_t frame) const {
    const std::size_t begin = begins_.at(frame);
    const std::size_t end = frame + 1 < begins_.size() ? begins_[frame + 1] : extents_.size();
    return std::span(extents_).subspan(begin, end - begin);
}

std::vector<std::uint8_t> FrameTable::bytesOf(std::size_t frame, const ByteSource& source,
                                              std::size_t limit) const {
    std::uint64_t total = 0;
    for (const Extent& extent : extentsOf(frame)) total += extent.length;
    if (total > limit) throw Malformed("a frame holds more bytes than its size allows");
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(total));
    std::size_t at = 0;
    for (const Extent& extent : extentsOf(frame)) {
        const auto length = static_cast<std::size_t>(extent.length);
        if (source.read(extent.offset, std::span(bytes).subspan(at, length)) != length)
            throw Malformed("the file has become shorter since it was opened");
        at += length;
    }
    return bytes;
}

void compareCounts(std::size_t present, std::size_t declared, std::vector<std::string>& warnings) {
    if (present < declared) warnings.push_back(countText(present, declared));
    if (present > declared)
        warnings.push_back("it declares " + std::to_string(declared) + " frames and holds " +
                           std::to_string(present));
}

std::size_t nativeFrameBytes(const ImageHeader& image, std::uint64_t available) {
    const std::size_t full =
        image.pixels() * static_cast<std::size_t>(image.samples) * image.sampleBytes();
    const bool halved = image.photometric.ends_with("_422") && image.samples == 3;
    const auto frames = static_cast<std::uint64_t>(image.declared_frames);
    if (!halved || available / full >= frames) return full;
    const std::size_t pairs = static_cast<std::size_t>(image.columns + 1) / 2;
    return static_cast<std::size_t>(image.rows) * pairs * 4 * image.sampleBytes();
}

FrameTable makeFrameTable(const FileStructure& structure, const ImageHeader& image,
                          std::vector<std::string>& warnings) {
    if (!structure.pixels) throw Malformed("it holds no pixels");
    const PixelPlaces& places = *structure.pixels;
    const Packing packing = packingOf(structure.transfer_syntax);
    if (packing == Packing::Unknown)
        throw Unsupported("its transfer syntax " + structure.transfer_syntax + " is");
    if (places.encapsulated && packing == Packing::Native)
        throw Malformed("its pixels are compressed though the file says otherwise");
    if (packing == Packing::Native) return nativeFrames(places, image, warnings);
    if (!places.encapsulated) warnings.emplace_back("its compressed pixels are not in fragments");
    return encapsulatedFrames(structure, image, packing, warnings);
}

}  // namespace sonomask::dicom
