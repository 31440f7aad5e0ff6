#include "dicom/pixel_places.h"

#include <algorithm>

#include "dicom/limits.h"

namespace sonomask::dicom {
namespace {

std::vector<std::uint8_t> readTable(const ByteSource& bytes, std::uint64_t at, std::uint64_t length,
                                    std::size_t entry_bytes) {
    if (length > entry_bytes * static_cast<std::uint64_t>(kMaximalFrames)) return {};
    std::vector<std::uint8_t> table(static_cast<std::size_t>(length));
    table.resize(bytes.read(at, table));
    return table;
}

class FragmentFinder {
  public:
    FragmentFinder(ElementReader& reader, const Layout& layout)
        : reader_(reader), layout_(layout) {}

    PlacesFound find(std::uint64_t at) {
        found_.places.encapsulated = true;
        found_.end = at;
        try {
            readOffsetTable();
            while (takeFragment()) {
            }
        } catch (const Malformed&) {
            found_.places.unclosed = true;
        }
        return std::move(found_);
    }

  private:
    void readOffsetTable() {
        const ElementHead head = reader_.headAt(found_.end, layout_);
        if (head.tag != kItem) throw Malformed("the offset table is missing");
        const std::uint64_t value = found_.end + head.head_bytes;
        if (head.length > reader_.size() - value) throw Malformed("the offset table is cut short");
        for (std::uint32_t i = 0; i + 4 <= head.length && i / 4 < kMaximalFrames; i += 4)
            found_.places.frame_offsets.push_back(
                read32(reader_.bytesAt(value + i, 4), layout_.big_endian));
        found_.end = value + head.length;
    }

    /// False at the sequence's end.
    bool takeFragment() {
        const ElementHead head = reader_.headAt(found_.end, layout_);
        if (head.tag == kSequenceEnd) {
            found_.end += head.head_bytes;
            return false;
        }
        if (head.tag != kItem) throw Malformed("the fragments are not closed");
        if (found_.places.extents.size() >= kMaximalFragments)
            throw BeyondLimit("its pixels lie in too many fragments");
        const std::uint64_t value = found_.end + head.head_bytes;
        const std::uint64_t present = std::min<std::uint64_t>(head.length, reader_.size() - value);
        if (present > 0 || head.length == 0) found_.places.extents.push_back({value, present});
        found_.end = value + present;
        found_.places.cut_short = present < head.length;
        return !found_.places.cut_short;
    }

    ElementReader& reader_;
    Layout layout_;
    PlacesFound found_;
};

}  // namespace

PlacesFound findPixelPlaces(ElementReader& reader, std::uint64_t at, const ElementHead& head,
                            const Layout& layout) {
    const std::uint64_t value = at + head.head_bytes;
    if (head.undefinedLength()) return FragmentFinder(reader, layout).find(value);
    PlacesFound found;
    const std::uint64_t present = std::min<std::uint64_t>(head.length, reader.size() - value);
    found.places.extents.push_back({value, present});
    found.places.cut_short = present < head.length;
    found.places.words = !head.is("OB");
    found.end = value + present;
    return found;
}

bool isExtendedOffsetTable(const ElementHead& head) {
    return head.tag == 0x7FE00001 && !head.undefinedLength();
}

std::vector<std::uint64_t> readOffsets64(const ByteSource& bytes, std::uint64_t at,
                                         std::uint64_t length, bool big_endian) {
    const std::vector<std::uint8_t> table = readTable(bytes, at, length, 8);
    std::vector<std::uint64_t> offsets;
    for (std::size_t i = 0; i + 8 <= table.size(); i += 8)
        offsets.push_back(read64(table.data() + i, big_endian));
    return offsets;
}

}  // namespace sonomask::dicom
