#include "imaging/calibration.h"

#include <cmath>

#include "base/number_text.h"

namespace sonomask {
namespace {

constexpr std::uint16_t kTwoDimensional = 1;
constexpr std::uint16_t kTissue = 1;
constexpr std::uint16_t kCentimetre = 3;
constexpr double kMillimetresPerCentimetre = 10.0;

/// Scales that differ by less than this are one scale written with different rounding.
constexpr double kSameScaleTolerance = 1e-3;

bool sameScale(const PixelSpacing& a, const PixelSpacing& b) {
    return std::abs(a.x_mm - b.x_mm) <= kSameScaleTolerance * a.x_mm &&
           std::abs(a.y_mm - b.y_mm) <= kSameScaleTolerance * a.y_mm;
}

std::string regionName(int index) {
    return "region " + std::to_string(index + 1);
}

std::string whyNoScale(const UltrasoundRegion& region, int index) {
    if (region.spatial_format != kTwoDimensional)
        return regionName(index) + " is not a 2-D picture (M-mode or a spectrum)";
    return regionName(index) + " gives no scale in centimetres";
}

ScaleAnswer refuse(std::string reason) {
    return {std::nullopt, SpacingSource::None, -1, std::move(reason)};
}

/// The largest region that the area touches comes first where regions lie inside each other: a
/// colour box inside the 2-D picture has the picture's scale and must not stop the measurement.
ScaleAnswer scaleFromRegions(const std::vector<UltrasoundRegion>& regions, const cv::Rect& area) {
    int used = -1;
    bool inside_one = false;
    for (int i = 0; i < static_cast<int>(regions.size()); ++i) {
        const UltrasoundRegion& region = regions[static_cast<std::size_t>(i)];
        const cv::Rect overlap = region.area_in_frame & area;
        if (overlap.empty()) continue;
        const auto spacing = region.spacing();
        if (!spacing) return refuse(whyNoScale(region, i));
        inside_one = inside_one || overlap == area;
        if (used < 0) {
            used = i;
            continue;
        }
        if (!sameScale(*spacing, *regions[static_cast<std::size_t>(used)].spacing()))
            return refuse("it touches " + regionName(used) + " and " + regionName(i) +
                          ", which differ in scale");
    }
    if (used < 0) return refuse("it lies outside every calibrated region of the picture");
    if (!inside_one) return refuse("it reaches beyond the calibrated region of the picture");
    const UltrasoundRegion& region = regions[static_cast<std::size_t>(used)];
    std::string note = "scale of ultrasound " + regionName(used);
    if (region.data_type != kTissue) note += " (not a tissue region)";
    return {region.spacing(), SpacingSource::UltrasoundRegion, used, note};
}

/// Short numbers: it is a sentence for a person.
std::string ticksNote(const PixelSpacing& spacing, double tick_mm) {
    return "scale from the picture's depth ticks, " + fixedText(tick_mm / spacing.y_mm, 1) +
           " pixels and by the reader's word " + shortText(tick_mm) + " mm apart";
}

}  // namespace

std::optional<PixelSpacing> UltrasoundRegion::spacing() const {
    const bool centimetres = units_x == kCentimetre && units_y == kCentimetre;
    if (spatial_format != kTwoDimensional || !centimetres) return std::nullopt;
    const PixelSpacing spacing{std::abs(delta_x) * kMillimetresPerCentimetre,
                               std::abs(delta_y) * kMillimetresPerCentimetre};
    const bool usable = std::isfinite(spacing.x_mm) && std::isfinite(spacing.y_mm) &&
                        spacing.x_mm > 0 && spacing.y_mm > 0;
    return usable ? std::optional(spacing) : std::nullopt;
}

ScaleAnswer Calibration::scaleFor(const cv::Rect& area_in_frame) const {
    if (user_spacing && user_tick_mm > 0)
        return {user_spacing, SpacingSource::DepthTicks, -1,
                ticksNote(*user_spacing, user_tick_mm)};
    if (user_spacing) return {user_spacing, SpacingSource::User, -1, "scale given by the reader"};
    if (!regions.empty()) return scaleFromRegions(regions, area_in_frame);
    if (declared_spacing)
        return {declared_spacing, SpacingSource::DeclaredSpacing, -1,
                "scale from " + declared_by + ", not from an ultrasound region: check it"};
    return refuse("the picture carries no scale");
}

}  // namespace sonomask
