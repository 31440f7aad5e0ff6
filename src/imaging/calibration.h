#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

namespace sonomask {

/// Millimetres per pixel along the frame's two axes; both positive, and they may differ.
struct PixelSpacing {
    double x_mm = 0;
    double y_mm = 0;
    friend bool operator==(const PixelSpacing&, const PixelSpacing&) = default;
};

/// The spacing at which a line over `line_px` pixels is `mm` long, where the sides of a pixel are
/// to each other as those of `shape`.
PixelSpacing spacingFromLine(const cv::Point2d& line_px, double mm, const PixelSpacing& shape);

/// One item of SequenceOfUltrasoundRegions (PS3.3 C.8.5.5), as the file gives it.
struct UltrasoundRegion {
    /// From RegionLocationMin/Max X0/Y0 (both ends included); empty where these make no sense, or
    /// one of the file's regions reaches beyond the frame.
    cv::Rect area_in_frame;
    /// Of a format or type that the file does not give, though it must.
    static constexpr std::uint16_t kMissing = 0xFFFF;
    std::uint16_t spatial_format = 0;  ///< 1 = 2-D, 2 = M-mode, 3 = spectral, ...
    std::uint16_t data_type = 0;       ///< 1 = tissue, 2 = colour flow, 3 = PW spectral, ...
    std::uint16_t units_x = 0;         ///< 3 = cm
    std::uint16_t units_y = 0;
    double delta_x = 0;  ///< PhysicalDeltaX, in units_x per pixel; may be negative
    double delta_y = 0;
    std::uint32_t flags = 0;  ///< RegionFlags

    /// The scale of a 2-D region in cm (units 3, spatial format 1) where a breast ultrasound may
    /// have it, else nothing.
    std::optional<PixelSpacing> spacing() const;
};

/// Where a frame's millimetres come from.
enum class SpacingSource {
    None,
    UltrasoundRegion,  ///< SequenceOfUltrasoundRegions
    DeclaredSpacing,   ///< PixelSpacing or a similar attribute: shown with a note
    User,              ///< typed in or measured with the ruler
    DepthTicks,        ///< the picture's depth scale, whose unit the reader named
};

/// The answer to "what scale holds for this contour?": a spacing, or the reason why there is none.
struct ScaleAnswer {
    std::optional<PixelSpacing> spacing;
    SpacingSource source = SpacingSource::None;
    int region_index = -1;  ///< index into Calibration::regions where the source is a region
    std::string note;       ///< for the person at the screen: what was used, or why nothing
    /// The sides of a pixel where there is no spacing, the shorter one of them 1.
    PixelSpacing pixel_shape{1, 1};

    /// The sides of a pixel: in mm where there is a spacing, else in its shorter sides.
    PixelSpacing pixel() const { return spacing.value_or(pixel_shape); }
};

/// All that a file says about the physical scale of one frame.
struct Calibration {
    std::vector<UltrasoundRegion> regions;
    std::optional<PixelSpacing> declared_spacing;  ///< PixelSpacing, ImagerPixelSpacing, ...
    std::string declared_by;                       ///< the attribute that declared it
    double pixel_aspect = 1;  ///< height of a pixel by its width (PixelAspectRatio)
    std::optional<PixelSpacing> user_spacing;  ///< overrides the file
    double user_tick_mm = 0;  ///< between the depth ticks it was taken from; 0 = from elsewhere

    /// The scale for a thing that fills `area_in_frame`. Never guesses: an area that touches
    /// regions of different scale, or one that is not 2-D (graphics over the picture aside), gets
    /// no spacing and the reason; so does a scale that no breast ultrasound has. A 2-D region of
    /// another kind than tissue gives its scale with a note.
    ScaleAnswer scaleFor(const cv::Rect& area_in_frame) const;
};

}  // namespace sonomask
