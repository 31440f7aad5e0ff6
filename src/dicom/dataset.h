#pragma once

#include <concepts>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dctk.h>

#include "dicom/structure.h"

namespace sonomask::dicom {

/// DCMTK's view of the elements that `readStructure` found sound. An element that DCMTK refuses all
/// the same is left out and named in `warnings`.
std::unique_ptr<DcmDataset> parseDataset(const FileStructure& structure,
                                         std::vector<std::string>& warnings);

/// Values of single elements; nothing where absent, empty or of another type. Text comes with
/// trailing padding removed, in the file's character set.
std::optional<double> numberOf(DcmItem& item, const DcmTagKey& tag, unsigned long position = 0);
std::string textOf(DcmItem& item, const DcmTagKey& tag);

/// A number that fits `Whole`, its fraction cut off; nothing where it does not.
template <std::integral Whole>
std::optional<Whole> wholeOf(DcmItem& item, const DcmTagKey& tag, unsigned long position = 0) {
    using Limits = std::numeric_limits<Whole>;
    const std::optional<double> value = numberOf(item, tag, position);
    const bool fits = value && *value > static_cast<double>(Limits::min()) - 1 &&
                      *value < static_cast<double>(Limits::max()) + 1;
    return fits ? std::optional(static_cast<Whole>(*value)) : std::nullopt;
}

inline std::optional<int> intOf(DcmItem& item, const DcmTagKey& tag, unsigned long position = 0) {
    return wholeOf<int>(item, tag, position);
}

/// The first item of a sequence, or null.
DcmItem* firstItem(DcmItem& item, const DcmTagKey& sequence);

}  // namespace sonomask::dicom
