#pragma once

#include <cstdint>

#include "dicom/element.h"

namespace sonomask::dicom {

/// Finds the ends of elements, looking into sequences to any depth that limits.h allows.
class DatasetWalker {
  public:
    explicit DatasetWalker(ElementReader& reader) : reader_(reader) {}

    /// Where the element that begins at `at` ends. Throws `Malformed` when it, or anything inside
    /// it, does not fit, `BeyondLimit` when it is nested too deep or has too many parts.
    std::uint64_t endOf(std::uint64_t at, const Layout& layout);

  private:
    std::uint64_t endOfElement(std::uint64_t at, const Layout& layout, std::uint64_t limit,
                               int depth);
    std::uint64_t endOfSequence(std::uint64_t at, const Layout& layout, std::uint64_t limit,
                                bool delimited, int depth);
    std::uint64_t endOfItem(std::uint64_t at, const Layout& layout, std::uint64_t limit,
                            bool delimited, int depth);
    std::uint64_t endOfFragments(std::uint64_t at, const Layout& layout, std::uint64_t limit);
    bool valueBeginsLikeItem(std::uint64_t at, const ElementHead& head, const Layout& layout);
    void countPart();

    ElementReader& reader_;
    std::size_t parts_ = 0;
};

}  // namespace sonomask::dicom
