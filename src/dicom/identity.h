#pragma once

#include <string>
#include <vector>

#include "dicom/dataset.h"
#include "imaging/clip.h"

namespace sonomask::dicom {

/// Patient, study, series, device and frame time of a data set, as UTF-8. Adds a warning when the
/// file's character set is not known.
void readIdentity(DcmItem& dataset, ClipInfo& info, std::vector<std::string>& warnings);

}  // namespace sonomask::dicom
