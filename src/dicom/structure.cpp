#include "dicom/structure.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "dicom/inflate.h"
#include "dicom/limits.h"
#include "dicom/overlay_planes.h"
#include "dicom/pixel_places.h"
#include "dicom/transfer_syntax.h"
#include "dicom/walk.h"

namespace sonomask::dicom {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kPreambleBytes = 128;
constexpr Layout kMetaLayout{true, false};
constexpr std::uint32_t kTransferSyntaxTag = 0x00020010;
/// Sequences that grow with the files of a disc or the frames of a cine loop.
constexpr std::array<std::uint32_t, 3> kLongSequences{0x00041220, 0x52009229, 0x52009230};

bool hasPreamble(const ByteSource& bytes) {
    std::uint8_t magic[4] = {};
    return bytes.read(kPreambleBytes, magic) == 4 && std::memcmp(magic, "DICM", 4) == 0;
}

/// The groups that a data set may begin with, and a length that makes sense: text does not pass.
bool isPlausibleStart(ElementReader& reader, std::uint64_t at, const Layout& layout) {
    try {
        const ElementHead head = reader.headAt(at, layout);
        const std::uint32_t group = head.tag >> 16;
        const bool fits = head.undefinedLength() || head.length <= reader.size();
        return (group == 0x0002 || group == 0x0008) && (head.tag & 0xFFFF) <= 0x2000 && fits;
    } catch (const Malformed&) {
        return false;
    }
}

std::optional<Layout> guessLayout(ElementReader& reader, std::uint64_t at) {
    for (const Layout layout : {Layout{true, false}, Layout{true, true}, Layout{false, false}})
        if (isPlausibleStart(reader, at, layout)) return layout;
    return std::nullopt;
}

bool isLongSequence(const ElementHead& head) {
    return std::ranges::find(kLongSequences, head.tag) != kLongSequences.end();
}

/// A vendor's own: nothing that is read here.
bool isPrivate(const ElementHead& head) {
    return (head.tag >> 16) % 2 != 0;
}

class StructureReader {
  public:
    explicit StructureReader(const fs::path& file) { structure_.bytes = openBytes(file); }

    FileStructure read() {
        std::uint64_t at = readMeta();
        chooseLayout(at);
        if (structure_.transfer_syntax == kDeflatedSyntax) {
            Inflated inflated = inflate(*structure_.bytes, at);
            if (!inflated.complete) warn("the compressed data set is cut short");
            structure_.bytes = holdBytes(std::move(inflated.bytes));
            at = 0;
        }
        readDataset(at);
        return std::move(structure_);
    }

  private:
    void warn(const std::string& text) { addWarning(structure_.warnings, text); }

    /// The file meta information (PS3.10 7.1); its group length is often wrong, so it is not used.
    std::uint64_t readMeta() {
        const ByteSource& bytes = *structure_.bytes;
        ElementReader reader(bytes);
        std::uint64_t at = hasPreamble(bytes) ? kPreambleBytes + 4 : 0;
        if (at == 0) warn("the DICOM preamble is missing");
        while (at + 8 <= bytes.size() && reader.tagAt(at, kMetaLayout) >> 16 == 0x0002) {
            const ElementHead head = reader.headAt(at, kMetaLayout);
            if (head.undefinedLength() || head.length > bytes.size() - at)
                throw Malformed("its file header is damaged at " + tagText(head.tag));
            if (head.tag == kTransferSyntaxTag && head.length <= 64)
                structure_.transfer_syntax = uidAt(reader, at + head.head_bytes, head.length);
            at += std::uint64_t{head.head_bytes} + head.length;
        }
        return at;
    }

    static std::string uidAt(ElementReader& reader, std::uint64_t at, std::uint32_t length) {
        const std::uint8_t* text = reader.bytesAt(at, length);
        std::string uid(text, text + length);
        while (!uid.empty() && (uid.back() == '\0' || uid.back() == ' ')) uid.pop_back();
        return uid;
    }

    void chooseLayout(std::uint64_t at) {
        structure_.layout = layoutOf(structure_.transfer_syntax);
        if (structure_.transfer_syntax == kDeflatedSyntax) return;
        ElementReader reader(*structure_.bytes);
        if (!structure_.transfer_syntax.empty() && isPlausibleStart(reader, at, structure_.layout))
            return;
        const std::optional<Layout> guess = guessLayout(reader, at);
        if (!guess) {
            if (structure_.transfer_syntax.empty()) throw Malformed("is not a DICOM file");
            return;
        }
        structure_.layout = *guess;
        if (!structure_.transfer_syntax.empty())
            warn("the data set is not encoded as the file header says");
        if (!isEncapsulated(structure_.transfer_syntax))
            structure_.transfer_syntax = uncompressedSyntax(*guess);
    }

    void readDataset(std::uint64_t at) {
        ElementReader reader(*structure_.bytes);
        DatasetWalker walker(reader);
        std::size_t elements = 0;
        try {
            while (at + 8 <= reader.size()) {
                if (++elements > kMaximalElements) throw BeyondLimit("it has too many elements");
                const ElementHead head = reader.headAt(at, structure_.layout);
                if (head.tag == kPixelData) return readPixels(reader, walker, at, head);
                at = takeElement(reader, walker, at, head);
            }
        } catch (const Malformed& problem) {
            warn(std::string("the data set is damaged: ") + problem.what());
        }
    }

    /// Keeps one element of the data set, or passes over it where it is broken or needless.
    /// Returns where the next one begins.
    std::uint64_t takeElement(ElementReader& reader, DatasetWalker& walker, std::uint64_t at,
                              const ElementHead& head) {
        const std::uint64_t value = at + head.head_bytes;
        if (head.tag >> 16 == 0xFFFE) {
            warn("a sequence has lost its begin; its content is passed over");
            return head.tag == kItem && !head.undefinedLength() ? value + head.length : value;
        }
        if (isExtendedOffsetTable(head))
            extended_offsets_ =
                readOffsets64(*structure_.bytes, value, head.length, structure_.layout.big_endian);
        try {
            const std::uint64_t end = walker.endOf(at, structure_.layout);
            if (isOverlayData(head))
                structure_.overlays[static_cast<std::uint16_t>(head.tag >> 16)] = {
                    {value, head.length}, structure_.layout.big_endian && head.is("OW")};
            else if (end - at <= kMaximalElementBytes || isLongSequence(head))
                keep(at, end);
            else if (!isPrivate(head))
                warn(tagText(head.tag) + " is too large and was passed over");
            return end;
        } catch (const Malformed& problem) {
            if (head.undefinedLength() || head.length > reader.size() - value) throw;
            warn(tagText(head.tag) + " is damaged and was passed over: " + problem.what());
            return value + head.length;
        }
    }

    void keep(std::uint64_t begin, std::uint64_t end) {
        std::vector<std::uint8_t>& header = structure_.header;
        const std::size_t length = static_cast<std::size_t>(end - begin);
        if (header.size() + length > kMaximalHeaderBytes)
            throw BeyondLimit("its data set without the pixels is too large");
        header.resize(header.size() + length);
        structure_.bytes->read(begin, std::span(header).last(length));
        structure_.element_ends.push_back(header.size());
    }

    void readPixels(ElementReader& reader, DatasetWalker& walker, std::uint64_t at,
                    const ElementHead& head) {
        PlacesFound found = findPixelPlaces(reader, at, head, structure_.layout);
        if (!extended_offsets_.empty()) found.places.frame_offsets = extended_offsets_;
        if (found.places.cut_short) warn("the file is cut short within the pixels");
        if (found.places.unclosed) warn("the file ends before the pixels are closed");
        structure_.pixels = std::move(found.places);
        if (!tailIsSound(reader, walker, found.end)) warn("what follows the pixels is damaged");
    }

    bool tailIsSound(ElementReader& reader, DatasetWalker& walker, std::uint64_t at) {
        std::size_t elements = 0;
        try {
            while (at < reader.size()) {
                if (reader.headAt(at, structure_.layout).tag >> 16 == 0xFFFE) return false;
                if (++elements > kMaximalElements) return false;
                at = walker.endOf(at, structure_.layout);
            }
        } catch (const std::runtime_error&) {
            return false;
        }
        return true;
    }

    FileStructure structure_;
    std::vector<std::uint64_t> extended_offsets_;
};

}  // namespace

void addWarning(std::vector<std::string>& warnings, const std::string& text) {
    constexpr std::size_t kMost = 50;
    if (std::ranges::find(warnings, text) != warnings.end() || warnings.size() > kMost) return;
    warnings.push_back(warnings.size() < kMost ? text
                                               : "more is wrong with it than is listed here");
}

FileStructure readStructure(const fs::path& file) {
    try {
        return StructureReader(file).read();
    } catch (const Malformed& problem) {
        throw ReadError(problem.what(), file, problem.remedy());
    } catch (const BeyondLimit& problem) {
        throw ReadError(std::string("is refused: ") + problem.what(), file, kCopyAgain);
    }
}

bool beginsLikeDicom(const ByteSource& bytes) {
    if (hasPreamble(bytes)) return true;
    ElementReader reader(bytes);
    return guessLayout(reader, 0).has_value();
}

}  // namespace sonomask::dicom
