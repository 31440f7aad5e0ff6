#include "dicom/lookup_tables.h"

#include <algorithm>
#include <array>

namespace sonomask::dicom {
namespace {

struct Descriptor {
    std::size_t count = 0;
    int first = 0;
    int bits = 16;
};

std::optional<Descriptor> readDescriptor(DcmItem& item, const DcmTagKey& tag, bool signed_input) {
    const std::optional<int> count = intOf(item, tag, 0);
    const std::optional<int> first = intOf(item, tag, 1);
    const std::optional<int> bits = intOf(item, tag, 2);
    if (!count || !first || !bits) return std::nullopt;
    // The three values share one VR: a count above 32767 and a negative first value both need
    // reading against it.
    const auto count16 = static_cast<std::uint16_t>(*count);
    const auto first16 = static_cast<std::uint16_t>(*first);
    Descriptor descriptor;
    descriptor.count = count16 == 0 ? 65536 : count16;
    descriptor.first = signed_input ? static_cast<std::int16_t>(first16) : first16;
    descriptor.bits = *bits;
    if (descriptor.bits < 1 || descriptor.bits > 16) return std::nullopt;
    return descriptor;
}

std::vector<std::uint16_t> wordsOf(DcmItem& item, const DcmTagKey& tag) {
    const Uint16* words = nullptr;
    const Uint8* bytes = nullptr;
    unsigned long count = 0;
    if (item.findAndGetUint16Array(tag, words, &count).good() && words != nullptr)
        return {words, words + count};
    std::vector<std::uint16_t> joined;
    if (item.findAndGetUint8Array(tag, bytes, &count).good() && bytes != nullptr)
        for (unsigned long i = 0; i + 1 < count; i += 2)
            joined.push_back(static_cast<std::uint16_t>(bytes[i] | bytes[i + 1] << 8));
    return joined;
}

/// The first in the low byte.
std::vector<std::uint16_t> bytesOf(const std::vector<std::uint16_t>& words) {
    std::vector<std::uint16_t> bytes;
    bytes.reserve(words.size() * 2);
    for (const std::uint16_t word : words) {
        bytes.push_back(word & 0xFF);
        bytes.push_back(word >> 8);
    }
    return bytes;
}

/// 8-bit entries may be packed two to a word, the first in the low byte.
std::vector<std::uint16_t> unpacked(const std::vector<std::uint16_t>& words, std::size_t count) {
    return words.size() >= count || words.size() * 2 < count ? words : bytesOf(words);
}

/// Segments of 8-bit entries are bytes (PS3.3 C.7.9.2), but written as words, too.
std::vector<std::uint16_t> unfoldedAs(const Descriptor& descriptor,
                                      const std::vector<std::uint16_t>& words) {
    if (descriptor.bits == 8 && !words.empty()) try {
            const std::vector<std::uint16_t> entries =
                unfoldSegments(bytesOf(words), descriptor.count);
            if (entries.size() == descriptor.count) return entries;
        } catch (const Malformed&) {
        }
    return unfoldSegments(words, descriptor.count);
}

/// Entries of as many bits as they really use, in the three channels together: 16 declared with
/// none above 255 are 8.
void agreeOnBits(Palette& palette) {
    const std::array channels{&palette.red, &palette.green, &palette.blue};
    std::uint16_t highest = 0;
    for (const LookupTable* table : channels)
        highest = std::max(highest, *std::ranges::max_element(table->entries));
    for (LookupTable* table : channels) {
        if (table->bits == 16 && highest <= 0xFF && highest > 0) table->bits = 8;
        if (table->bits == 8 && highest > 0xFF) table->bits = 16;
    }
}

LookupTable readChannel(DcmItem& dataset, const DcmTagKey& descriptor_tag,
                        const DcmTagKey& data_tag, const DcmTagKey& segmented_tag,
                        bool signed_input) {
    const std::optional<Descriptor> descriptor =
        readDescriptor(dataset, descriptor_tag, signed_input);
    if (!descriptor) throw Malformed("the palette is not described");
    std::vector<std::uint16_t> entries = unpacked(wordsOf(dataset, data_tag), descriptor->count);
    if (entries.empty()) entries = unfoldedAs(*descriptor, wordsOf(dataset, segmented_tag));
    if (entries.empty()) throw Malformed("the palette is missing");
    if (entries.size() > descriptor->count) entries.resize(descriptor->count);
    return {descriptor->first, descriptor->bits, std::move(entries)};
}

class SegmentReader {
  public:
    SegmentReader(const std::vector<std::uint16_t>& words, std::size_t count)
        : words_(words), count_(count) {}

    std::vector<std::uint16_t> unfold() {
        std::size_t at = 0;
        while (at < words_.size() && entries_.size() < count_) at = takeSegment(at, true);
        return std::move(entries_);
    }

  private:
    std::uint16_t word(std::size_t at) const {
        if (at >= words_.size()) throw Malformed("the segmented palette is cut short");
        return words_[at];
    }

    std::size_t takeSegment(std::size_t at, bool indirect_allowed) {
        const int opcode = word(at);
        const std::size_t length = word(at + 1);
        if (opcode == 0) {
            for (std::size_t i = 0; i < length; ++i) add(word(at + 2 + i));
            return at + 2 + length;
        }
        if (opcode == 1) {
            addLine(length, word(at + 2));
            return at + 3;
        }
        if (opcode == 2 && indirect_allowed) {
            std::size_t from = word(at + 2) | static_cast<std::size_t>(word(at + 3)) << 16;
            for (std::size_t i = 0; i < length && entries_.size() < count_; ++i)
                from = takeSegment(from, false);
            return at + 4;
        }
        throw Malformed("the segmented palette is damaged");
    }

    void addLine(std::size_t length, int end) {
        const int begin = entries_.empty() ? 0 : entries_.back();
        const double step = length > 0 ? static_cast<double>(end - begin) / length : 0;
        for (std::size_t i = 1; i <= length; ++i)
            add(static_cast<std::uint16_t>(begin + step * static_cast<double>(i) + 0.5));
    }

    void add(std::uint16_t entry) {
        if (entries_.size() < count_) entries_.push_back(entry);
    }

    const std::vector<std::uint16_t>& words_;
    std::size_t count_;
    std::vector<std::uint16_t> entries_;
};

}  // namespace

std::vector<std::uint16_t> unfoldSegments(const std::vector<std::uint16_t>& words,
                                          std::size_t count) {
    return SegmentReader(words, count).unfold();
}

std::optional<LookupTable> readLookupTable(DcmItem& item, bool signed_input) {
    const std::optional<Descriptor> descriptor =
        readDescriptor(item, DCM_LUTDescriptor, signed_input);
    if (!descriptor) return std::nullopt;
    std::vector<std::uint16_t> entries = unpacked(wordsOf(item, DCM_LUTData), descriptor->count);
    if (entries.empty()) return std::nullopt;
    if (entries.size() > descriptor->count) entries.resize(descriptor->count);
    return LookupTable{descriptor->first, descriptor->bits, std::move(entries)};
}

Palette readPalette(DcmItem& dataset, bool signed_input) {
    Palette palette{readChannel(dataset, DCM_RedPaletteColorLookupTableDescriptor,
                                DCM_RedPaletteColorLookupTableData,
                                DCM_SegmentedRedPaletteColorLookupTableData, signed_input),
                    readChannel(dataset, DCM_GreenPaletteColorLookupTableDescriptor,
                                DCM_GreenPaletteColorLookupTableData,
                                DCM_SegmentedGreenPaletteColorLookupTableData, signed_input),
                    readChannel(dataset, DCM_BluePaletteColorLookupTableDescriptor,
                                DCM_BluePaletteColorLookupTableData,
                                DCM_SegmentedBluePaletteColorLookupTableData, signed_input)};
    agreeOnBits(palette);
    return palette;
}

}  // namespace sonomask::dicom
