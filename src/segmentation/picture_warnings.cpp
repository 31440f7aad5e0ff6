#include <algorithm>

#include "segmentation/colour_overlay.h"
#include "segmentation/lesions.h"

namespace sonomask::segmentation {
namespace {

/// Share of the picture under colour from which it is said to carry an overlay.
constexpr double kOverlayShare = 0.002;

bool hasColourRegion(const Calibration& calibration) {
    constexpr int kColourFlow = 2;  // RegionDataType, PS3.3 C.8.5.5.1.2
    return std::any_of(
        calibration.regions.begin(), calibration.regions.end(),
        [](const UltrasoundRegion& region) { return region.data_type == kColourFlow; });
}

}  // namespace

std::vector<std::string> pictureWarnings(const Frame& frame,
                                         const cv::Rect& ultrasound_region_in_frame,
                                         const std::vector<cv::Rect>& marks) {
    std::vector<std::string> warnings;
    const cv::Mat picture = frame.pixels(ultrasound_region_in_frame);
    if (hasColourRegion(frame.calibration) || colouredShare(picture) >= kOverlayShare)
        warnings.emplace_back(
            "The picture has a colour overlay (Doppler or elastography); outlines under it are "
            "less certain.");
    if (!marks.empty())
        warnings.emplace_back("The picture has caliper marks burned in; outlines may follow them.");
    return warnings;
}

}  // namespace sonomask::segmentation
