#pragma once

#include <vector>

#include "dicom/dataset.h"
#include "imaging/calibration.h"

namespace sonomask::dicom {

/// SequenceOfUltrasoundRegions (PS3.3 C.8.5.5) as it stands; an item whose location makes no
/// sense has an empty one, and all have where one reaches beyond frames of this size.
std::vector<UltrasoundRegion> readRegions(DcmItem& dataset, const cv::Size& frame);

/// The first of PixelSpacing, ImagerPixelSpacing and NominalScannedPixelSpacing that holds two
/// positive numbers (PS3.3 10.7.1: row spacing first).
void readDeclaredSpacing(DcmItem& item, Calibration& calibration);

/// PixelAspectRatio where it is two positive numbers (PS3.3 C.7.6.3.1.7: height first).
void readPixelAspect(DcmItem& item, Calibration& calibration);

}  // namespace sonomask::dicom
