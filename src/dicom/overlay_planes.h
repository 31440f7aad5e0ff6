#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "dicom/structure.h"

class DcmItem;

namespace sonomask::dicom {

struct ImageHeader;

/// How opaque a set bit of a plane is in `Frame::graphics`: lines and letters hide what is under
/// them, a region of interest only tints it.
inline constexpr std::uint8_t kGraphicOpacity = 255;
inline constexpr std::uint8_t kRegionOpacity = 80;

/// One plane of bits over the pictures (PS3.3 C.9.2 and C.9.3); none of them is read yet.
struct OverlayPlane {
    cv::Rect area_in_frame;  ///< may reach beyond the picture
    std::uint8_t opacity = kGraphicOpacity;
    int first_frame = 0;  ///< the frame that the first picture of the plane belongs to
    int pictures = 1;     ///< for one frame each; unused where `on_all_frames`
    bool on_all_frames = false;
    OverlayBits bits;
    std::optional<int> embedded_bit;  ///< of the stored pixels, where old files keep the plane

    /// Which of the plane's pictures lies over a frame.
    std::optional<std::size_t> pictureOver(std::size_t frame) const;
};

/// The planes that are sound. A damaged one is left out, with a warning. Nothing is taken for true
/// of a plane before the file was found to hold all its bits.
std::vector<OverlayPlane> readOverlayPlanes(DcmItem& dataset, const FileStructure& structure,
                                            const ImageHeader& image,
                                            std::vector<std::string>& warnings);

/// All planes over one frame of the given size as `Frame::graphics`, empty where there is none.
/// `samples`: the frame as stored, for embedded planes. Throws `Malformed` when the file has
/// become shorter.
cv::Mat graphicsOf(const FileStructure& structure, const std::vector<OverlayPlane>& planes,
                   std::size_t frame, cv::Size size, const cv::Mat& samples = {});

/// Whether an element holds the bits of a plane.
bool isOverlayData(const ElementHead& head);

}  // namespace sonomask::dicom
