#include "dicom/walk.h"

#include "dicom/limits.h"

namespace sonomask::dicom {
namespace {

/// Everything inside a sequence of unknown type is implicit little endian (PS3.5 6.2.2 note 4).
constexpr Layout kUnknownLayout{false, false};

std::uint64_t checkedEnd(std::uint64_t begin, std::uint64_t length, std::uint64_t limit,
                         std::uint32_t tag) {
    if (begin > limit || length > limit - begin)
        throw Malformed(tagText(tag) + " is longer than what holds it");
    return begin + length;
}

}  // namespace

std::uint64_t DatasetWalker::endOf(std::uint64_t at, const Layout& layout) {
    return endOfElement(at, layout, reader_.size(), 0);
}

void DatasetWalker::countPart() {
    if (++parts_ > kMaximalElements) throw BeyondLimit("it has too many elements");
}

bool DatasetWalker::valueBeginsLikeItem(std::uint64_t at, const ElementHead& head,
                                        const Layout& layout) {
    return head.length >= 8 && reader_.tagAt(at, layout) == kItem;
}

std::uint64_t DatasetWalker::endOfElement(std::uint64_t at, const Layout& layout,
                                          std::uint64_t limit, int depth) {
    countPart();
    if (depth > kMaximalNesting) throw BeyondLimit("its sequences are nested too deep");
    const ElementHead head = reader_.headAt(at, layout);
    const std::uint64_t value = at + head.head_bytes;
    if (head.undefinedLength()) {
        if (head.is("OB") || head.is("OW")) return endOfFragments(value, layout, limit);
        if (layout.explicit_vr && !head.is("SQ") && !head.is("UN"))
            throw Malformed(tagText(head.tag) + " has no length");
        return endOfSequence(value, head.is("UN") ? kUnknownLayout : layout, limit, true,
                             depth + 1);
    }
    const std::uint64_t end = checkedEnd(value, head.length, limit, head.tag);
    const bool unknown = !layout.explicit_vr || head.is("UN");
    const Layout inside = head.is("UN") ? kUnknownLayout : layout;
    // Without a VR only the dictionary tells a sequence from a value; whatever looks like one is
    // measured as one.
    if (unknown ? valueBeginsLikeItem(value, head, inside) : head.is("SQ"))
        endOfSequence(value, inside, end, false, depth + 1);
    return end;
}

std::uint64_t DatasetWalker::endOfSequence(std::uint64_t at, const Layout& layout,
                                           std::uint64_t limit, bool delimited, int depth) {
    while (delimited || at < limit) {
        countPart();
        const ElementHead head = reader_.headAt(at, layout);
        at = checkedEnd(at, head.head_bytes, limit, head.tag);
        if (head.tag == kSequenceEnd && delimited) return at;
        if (head.tag != kItem) throw Malformed("a sequence holds something that is not an item");
        at =
            head.undefinedLength()
                ? endOfItem(at, layout, limit, true, depth)
                : endOfItem(at, layout, checkedEnd(at, head.length, limit, head.tag), false, depth);
    }
    return at;
}

std::uint64_t DatasetWalker::endOfItem(std::uint64_t at, const Layout& layout, std::uint64_t limit,
                                       bool delimited, int depth) {
    while (delimited || at < limit) {
        if (delimited && reader_.tagAt(at, layout) == kItemEnd)
            return checkedEnd(at, 8, limit, kItemEnd);
        if (reader_.tagAt(at, layout) >> 16 == 0xFFFE)
            throw Malformed("an item of a sequence is not closed");
        at = endOfElement(at, layout, limit, depth);
    }
    return at;
}

std::uint64_t DatasetWalker::endOfFragments(std::uint64_t at, const Layout& layout,
                                            std::uint64_t limit) {
    while (true) {
        countPart();
        const ElementHead head = reader_.headAt(at, layout);
        at = checkedEnd(at, head.head_bytes, limit, head.tag);
        if (head.tag == kSequenceEnd) return at;
        if (head.tag != kItem) throw Malformed("compressed pixels hold something else");
        at = checkedEnd(at, head.length, limit, head.tag);
    }
}

}  // namespace sonomask::dicom
