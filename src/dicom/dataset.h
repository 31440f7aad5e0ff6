#pragma once

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
std::optional<int> intOf(DcmItem& item, const DcmTagKey& tag);
std::optional<double> numberOf(DcmItem& item, const DcmTagKey& tag, unsigned long position = 0);
std::string textOf(DcmItem& item, const DcmTagKey& tag);

/// The first item of a sequence, or null.
DcmItem* firstItem(DcmItem& item, const DcmTagKey& sequence);

}  // namespace sonomask::dicom
