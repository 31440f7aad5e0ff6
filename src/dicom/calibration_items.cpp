#include "dicom/calibration_items.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sonomask::dicom {
namespace {

constexpr int kLongestSide = 65535;

/// Empty where the file does not give it or gives what is none.
cv::Rect locationOf(DcmItem& item) {
    const std::optional<int> x0 = intOf(item, DCM_RegionLocationMinX0);
    const std::optional<int> y0 = intOf(item, DCM_RegionLocationMinY0);
    const std::optional<int> x1 = intOf(item, DCM_RegionLocationMaxX1);
    const std::optional<int> y1 = intOf(item, DCM_RegionLocationMaxY1);
    if (!x0 || !y0 || !x1 || !y1) return {};
    if (*x0 < 0 || *y0 < 0 || *x1 < *x0 || *y1 < *y0) return {};
    if (*x1 > kLongestSide || *y1 > kLongestSide) return {};
    return {*x0, *y0, *x1 - *x0 + 1, *y1 - *y0 + 1};
}

std::uint16_t codeOf(DcmItem& item, const DcmTagKey& tag, std::uint16_t missing = 0) {
    return wholeOf<std::uint16_t>(item, tag).value_or(missing);
}

/// Some writers give the sides in place of the last pixels.
constexpr int kBeyondByMistake = 1;

/// A picture that was made smaller or cut after its header was written: where the regions are now,
/// and in what scale, nobody knows.
void dropPlacesUnlessAllFit(std::vector<UltrasoundRegion>& regions, const cv::Size& frame) {
    const auto fits = [&](const UltrasoundRegion& region) {
        return region.area_in_frame.br().x <= frame.width + kBeyondByMistake &&
               region.area_in_frame.br().y <= frame.height + kBeyondByMistake;
    };
    if (std::all_of(regions.begin(), regions.end(), fits)) return;
    for (UltrasoundRegion& region : regions) region.area_in_frame = {};
}

}  // namespace

std::vector<UltrasoundRegion> readRegions(DcmItem& dataset, const cv::Size& frame) {
    std::vector<UltrasoundRegion> regions;
    DcmSequenceOfItems* sequence = nullptr;
    if (dataset.findAndGetSequence(DCM_SequenceOfUltrasoundRegions, sequence).bad()) return regions;
    for (DcmObject* next = nullptr; (next = sequence->nextInContainer(next)) != nullptr;) {
        auto& item = static_cast<DcmItem&>(*next);
        UltrasoundRegion region;
        region.area_in_frame = locationOf(item);
        region.spatial_format = codeOf(item, DCM_RegionSpatialFormat, UltrasoundRegion::kMissing);
        region.data_type = codeOf(item, DCM_RegionDataType, UltrasoundRegion::kMissing);
        region.units_x = codeOf(item, DCM_PhysicalUnitsXDirection);
        region.units_y = codeOf(item, DCM_PhysicalUnitsYDirection);
        region.delta_x = numberOf(item, DCM_PhysicalDeltaX).value_or(0);
        region.delta_y = numberOf(item, DCM_PhysicalDeltaY).value_or(0);
        region.flags = wholeOf<std::uint32_t>(item, DCM_RegionFlags).value_or(0);
        regions.push_back(region);
    }
    dropPlacesUnlessAllFit(regions, frame);
    return regions;
}

void readDeclaredSpacing(DcmItem& item, Calibration& calibration) {
    const std::array<std::pair<DcmTagKey, const char*>, 3> attributes{{
        {DCM_PixelSpacing, "PixelSpacing"},
        {DCM_ImagerPixelSpacing, "ImagerPixelSpacing"},
        {DCM_NominalScannedPixelSpacing, "NominalScannedPixelSpacing"},
    }};
    for (const auto& [tag, name] : attributes) {
        const std::optional<double> between_rows = numberOf(item, tag, 0);
        const std::optional<double> between_columns = numberOf(item, tag, 1);
        if (!between_rows || !between_columns || *between_rows <= 0 || *between_columns <= 0)
            continue;
        calibration.declared_spacing = PixelSpacing{*between_columns, *between_rows};
        calibration.declared_by = name;
        return;
    }
}

void readPixelAspect(DcmItem& item, Calibration& calibration) {
    const std::optional<double> height = numberOf(item, DCM_PixelAspectRatio, 0);
    const std::optional<double> width = numberOf(item, DCM_PixelAspectRatio, 1);
    if (height && width && *height > 0 && *width > 0) calibration.pixel_aspect = *height / *width;
}

}  // namespace sonomask::dicom
