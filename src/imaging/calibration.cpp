#include "imaging/calibration.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/csv_text.h"
#include "base/number_text.h"

namespace sonomask {
namespace {

constexpr std::uint16_t kNotApplicable = 0;
constexpr std::uint16_t kTwoDimensional = 1;
constexpr std::uint16_t kGraphics = 5;
constexpr std::uint16_t kTissue = 1;
constexpr std::uint16_t kCentimetre = 3;
constexpr double kMillimetresPerCentimetre = 10.0;

/// Millimetres that a pixel of a breast ultrasound may have: beyond them a header is wrong, not the
/// breast 5 mm or 5 m wide.
constexpr double kFinestPixel = 0.005;
constexpr double kCoarsestPixel = 1.0;

/// A pixel may be so many times as high as wide, or as wide as high.
constexpr double kLargestAspect = 10.0;

/// Scales of regions that differ by less than this are one scale written with different rounding;
/// other attributes are often rounded to few digits.
constexpr double kSameScaleTolerance = 1e-3;
constexpr double kRoundedScaleTolerance = 2e-2;

bool sameScale(const PixelSpacing& a, const PixelSpacing& b,
               double tolerance = kSameScaleTolerance) {
    return std::abs(a.x_mm - b.x_mm) <= tolerance * a.x_mm &&
           std::abs(a.y_mm - b.y_mm) <= tolerance * a.y_mm;
}

bool isPlausible(double pixel_mm) {
    return pixel_mm >= kFinestPixel && pixel_mm <= kCoarsestPixel;
}

bool isPlausible(const PixelSpacing& spacing) {
    return isPlausible(spacing.x_mm) && isPlausible(spacing.y_mm) &&
           std::max(spacing.x_mm, spacing.y_mm) <=
               kLargestAspect * std::min(spacing.x_mm, spacing.y_mm);
}

std::string regionName(int index) {
    return "region " + std::to_string(index + 1);
}

/// What a 2-D region in cm says, be it plausible or not.
std::optional<PixelSpacing> claimedSpacing(const UltrasoundRegion& region) {
    const bool centimetres = region.units_x == kCentimetre && region.units_y == kCentimetre;
    if (region.spatial_format != kTwoDimensional || !centimetres) return std::nullopt;
    const PixelSpacing spacing{std::abs(region.delta_x) * kMillimetresPerCentimetre,
                               std::abs(region.delta_y) * kMillimetresPerCentimetre};
    const bool usable = std::isfinite(spacing.x_mm) && std::isfinite(spacing.y_mm) &&
                        spacing.x_mm > 0 && spacing.y_mm > 0;
    return usable ? std::optional(spacing) : std::nullopt;
}

ScaleAnswer refuse(std::string reason) {
    return {std::nullopt, SpacingSource::None, -1, std::move(reason)};
}

/// Three digits: centimetres of a file, times ten, are not always round.
std::string millimetres(double mm) {
    return decimalText(mm, 3);
}

ScaleAnswer refuseImplausible(const std::string& source, const PixelSpacing& claimed) {
    if (isPlausible(claimed.x_mm) && isPlausible(claimed.y_mm))  // but not with each other
        return refuse(source + " claims pixels of " + millimetres(claimed.x_mm) + " x " +
                      millimetres(claimed.y_mm) +
                      " mm, which no breast ultrasound has; use the ruler");
    const double pixel_mm = isPlausible(claimed.x_mm) ? claimed.y_mm : claimed.x_mm;
    return refuse(source + " claims " + millimetres(pixel_mm) +
                  " mm a pixel, which no breast ultrasound has; use the ruler");
}

ScaleAnswer refuseRegion(const UltrasoundRegion& region, int index) {
    if (const auto claimed = claimedSpacing(region))
        return refuseImplausible(regionName(index), *claimed);
    const bool says_what = region.spatial_format != kNotApplicable &&
                           region.spatial_format != UltrasoundRegion::kMissing;
    if (says_what && region.spatial_format != kTwoDimensional)
        return refuse(regionName(index) + " is not a 2-D picture (M-mode or a spectrum)");
    return refuse(regionName(index) + " gives no scale in centimetres");
}

/// Lines and text over a picture change nothing of its scale; nor does a region that says of itself
/// that it is none of any kind.
bool saysNothingOfScale(const UltrasoundRegion& region) {
    return region.spatial_format == kGraphics ||
           (region.spatial_format == kNotApplicable && region.data_type == kNotApplicable);
}

/// Where regions of one scale lie inside each other the answer names that of the tissue, and of
/// those the largest: a colour box has the scale of the picture around it.
bool isNamedBefore(const UltrasoundRegion& a, const UltrasoundRegion& b) {
    const auto rank = [](const UltrasoundRegion& region) {
        const cv::Rect2d area = region.area_in_frame;
        return std::pair(region.data_type == kTissue, area.area());
    };
    return rank(a) > rank(b);
}

/// Why an area that touches no region has no scale: one that does not say where it lies, or lies
/// beyond the picture, may be its own.
ScaleAnswer refuseOutside(const std::vector<UltrasoundRegion>& regions) {
    for (std::size_t i = 0; i < regions.size(); ++i)
        if (regions[i].area_in_frame.empty())
            return refuse(regionName(static_cast<int>(i)) +
                          " has no place in the picture (was it resized?); use the ruler");
    return refuse("it lies outside every calibrated region of the picture");
}

ScaleAnswer scaleFromRegions(const std::vector<UltrasoundRegion>& regions, const cv::Rect& area) {
    int used = -1;
    bool inside_one = false;
    const auto at = [&](int index) -> const UltrasoundRegion& {
        return regions[static_cast<std::size_t>(index)];
    };
    for (int i = 0; i < static_cast<int>(regions.size()); ++i) {
        const cv::Rect overlap = at(i).area_in_frame & area;
        if (overlap.empty() || saysNothingOfScale(at(i))) continue;
        const auto spacing = at(i).spacing();
        if (!spacing) return refuseRegion(at(i), i);
        inside_one = inside_one || overlap == area;
        if (used >= 0 && !sameScale(*spacing, *at(used).spacing()))
            return refuse("it touches " + regionName(std::min(used, i)) + " and " +
                          regionName(std::max(used, i)) + ", which differ in scale");
        if (used < 0 || isNamedBefore(at(i), at(used))) used = i;
    }
    if (used < 0) return refuseOutside(regions);
    if (!inside_one) return refuse("it reaches beyond the calibrated region of the picture");
    std::string note = "scale of ultrasound " + regionName(used);
    if (at(used).data_type != kTissue) note += " (not a tissue region)";
    return {at(used).spacing(), SpacingSource::UltrasoundRegion, used, std::move(note)};
}

/// PixelSpacing has no say beside regions; that it is of none of them is worth a look.
bool differsFromAll(const std::vector<UltrasoundRegion>& regions, const PixelSpacing& declared) {
    return std::none_of(regions.begin(), regions.end(), [&](const UltrasoundRegion& region) {
        const auto spacing = region.spacing();
        return spacing && sameScale(*spacing, declared, kRoundedScaleTolerance);
    });
}

/// Short numbers: it is a sentence for a person.
std::string ticksNote(const PixelSpacing& spacing, double tick_mm) {
    return "scale from the picture's depth ticks, " + fixedText(tick_mm / spacing.y_mm, 1) +
           " pixels and by the reader's word " + shortText(tick_mm) + " mm apart";
}

ScaleAnswer scaleOf(const Calibration& calibration, const cv::Rect& area) {
    const auto& user = calibration.user_spacing;
    const auto& declared = calibration.declared_spacing;
    if (user && calibration.user_tick_mm > 0)
        return {user, SpacingSource::DepthTicks, -1, ticksNote(*user, calibration.user_tick_mm)};
    if (user) return {user, SpacingSource::User, -1, "scale given by the reader"};
    if (!calibration.regions.empty()) {
        ScaleAnswer answer = scaleFromRegions(calibration.regions, area);
        if (answer.spacing && declared && isPlausible(*declared) &&
            differsFromAll(calibration.regions, *declared))
            answer.note += "; " + calibration.declared_by + " says otherwise: check it";
        return answer;
    }
    if (!declared) return refuse("the picture carries no scale");
    if (!isPlausible(*declared)) return refuseImplausible(calibration.declared_by, *declared);
    return {declared, SpacingSource::DeclaredSpacing, -1,
            "scale from " + calibration.declared_by + ", not from an ultrasound region: check it"};
}

}  // namespace

PixelSpacing spacingFromLine(const cv::Point2d& line_px, double mm, const PixelSpacing& shape) {
    const double factor = mm / std::hypot(line_px.x * shape.x_mm, line_px.y * shape.y_mm);
    return {shape.x_mm * factor, shape.y_mm * factor};
}

std::optional<PixelSpacing> UltrasoundRegion::spacing() const {
    const auto claimed = claimedSpacing(*this);
    return claimed && isPlausible(*claimed) ? claimed : std::nullopt;
}

ScaleAnswer Calibration::scaleFor(const cv::Rect& area_in_frame) const {
    ScaleAnswer answer = scaleOf(*this, area_in_frame);
    const bool square = pixel_aspect == 1 || !(pixel_aspect <= kLargestAspect) ||
                        !(pixel_aspect >= 1 / kLargestAspect);
    if (answer.spacing || square) return answer;
    answer.pixel_shape = {std::max(1.0, 1 / pixel_aspect), std::max(1.0, pixel_aspect)};
    answer.note += "; its pixels are not square, lengths count their shorter sides";
    return answer;
}

}  // namespace sonomask
