#include "descriptors/patch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "descriptors/outline.h"

namespace sonomask::descriptors {
namespace {

/// Room around the mass, in its own widths and heights.
constexpr double kSide = 1.0;
constexpr double kAbove = 0.75;
constexpr double kBelow = 1.75;
/// The outline is smoothed by this many frame pixels: a mask's edge says no more.
constexpr double kOutlineSigmaInFrame = 1.0;
constexpr int kOutlinePoints = 512;
/// Grey level and size (patch pixels) of what counts as black beside the picture.
constexpr double kBlack = 3;
constexpr int kBlackRadius = 8;

/// The frame's outline in patch scale, with its own place still.
Points scaledOutline(const std::vector<cv::Point2f>& contour_in_frame, const cv::Point2d& step) {
    Points points;
    points.reserve(contour_in_frame.size());
    for (const cv::Point2f& point : contour_in_frame)
        points.emplace_back(point.x / step.x, point.y / step.y);
    return points;
}

/// Frame pixels per patch pixel along each axis.
cv::Point2d stepFor(const std::vector<cv::Point2f>& contour_in_frame, const PixelSpacing& spacing) {
    Points body;
    for (const cv::Point2f& point : contour_in_frame)
        body.emplace_back(point.x * spacing.x_mm, point.y * spacing.y_mm);
    const double radius = std::sqrt(areaOf(body) / std::numbers::pi);
    if (radius <= 0) throw ConfigError("the outline encloses no area");
    return {radius / Patch::kRadius / spacing.x_mm, radius / Patch::kRadius / spacing.y_mm};
}

cv::Rect2d boundsOf(const Points& outline) {
    cv::Point2d low = outline.front();
    cv::Point2d high = low;
    for (const cv::Point2d& point : outline) {
        low = {std::min(low.x, point.x), std::min(low.y, point.y)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
    return {low, high};
}

cv::Mat sample(const cv::Mat& picture, const Patch& patch, const cv::Size& size,
               int interpolation) {
    const cv::Point2d& step = patch.frame_pixels_per_pixel;
    const cv::Matx23d frame_from_patch(step.x, 0, patch.origin_in_frame.x, 0, step.y,
                                       patch.origin_in_frame.y);
    cv::Mat result;
    cv::warpAffine(picture, result, frame_from_patch, size, interpolation | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    return result;
}

/// Averages first where the patch is coarser than the frame.
cv::Mat greyPatch(const cv::Mat& grey_frame, const Patch& patch, const cv::Size& size) {
    cv::Mat picture;
    grey_frame.convertTo(picture, CV_32F);
    const cv::Point2d& step = patch.frame_pixels_per_pixel;
    if (std::max(step.x, step.y) > 1)
        cv::GaussianBlur(picture, picture, {0, 0}, 0.5 * std::max(step.x, 0.1),
                         0.5 * std::max(step.y, 0.1));
    return sample(picture, patch, size, cv::INTER_LINEAR);
}

cv::Mat massPatch(const Points& outline, const cv::Size& size) {
    constexpr int kSubPixelBits = 4;
    std::vector<cv::Point> corners;
    for (const cv::Point2d& point : outline)
        corners.push_back(point * std::ldexp(1.0, kSubPixelBits));
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    cv::fillPoly(mask, std::vector{corners}, cv::Scalar(255), cv::LINE_8, kSubPixelBits);
    return mask;
}

/// Black areas larger than a disc are no tissue, unless they touch the mass: a cyst is black, too.
cv::Mat validPatch(const Patch& patch, const cv::Rect& region_in_frame, const cv::Size& frame) {
    cv::Mat region = cv::Mat::zeros(frame, CV_8UC1);
    region(region_in_frame & cv::Rect({0, 0}, frame)).setTo(255);
    // Sampled without replicating the border: beyond the frame there is no picture.
    cv::copyMakeBorder(region, region, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    Patch shifted = patch;
    shifted.origin_in_frame += cv::Point2d(1, 1);
    cv::Mat valid = sample(region, shifted, patch.grey.size(), cv::INTER_NEAREST);
    cv::Mat black = patch.grey <= kBlack;
    const int side = 2 * kBlackRadius + 1;
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side});
    cv::morphologyEx(black, black, cv::MORPH_OPEN, disc);
    valid.setTo(0, black);
    valid.setTo(255, patch.mass);
    return valid;
}

cv::Mat signedDistance(const cv::Mat& mass) {
    cv::Mat inside;
    cv::Mat outside;
    cv::distanceTransform(mass, inside, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::distanceTransform(~mass, outside, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    return outside - inside;
}

}  // namespace

cv::Point2d Patch::inFrame(const cv::Point2d& point) const {
    return {origin_in_frame.x + point.x * frame_pixels_per_pixel.x,
            origin_in_frame.y + point.y * frame_pixels_per_pixel.y};
}

Patch cutPatch(const cv::Mat& grey_frame, const cv::Rect& region_in_frame,
               const std::vector<cv::Point2f>& contour_in_frame, const PixelSpacing& spacing) {
    Patch patch;
    const cv::Point2d step = stepFor(contour_in_frame, spacing);
    patch.frame_pixels_per_pixel = step;
    const double sigma = kOutlineSigmaInFrame / std::sqrt(step.x * step.y);
    Points outline =
        smoothed(resampled(scaledOutline(contour_in_frame, step), kOutlinePoints), sigma);
    const cv::Rect2d bounds = boundsOf(outline);
    const cv::Point2d origin(std::floor(bounds.x - kSide * bounds.width),
                             std::floor(bounds.y - kAbove * bounds.height));
    for (cv::Point2d& point : outline) point -= origin;
    patch.outline = resampled(outline, kOutlinePoints);
    patch.origin_in_frame = {origin.x * step.x, origin.y * step.y};
    const cv::Size size(cvCeil((1 + 2 * kSide) * bounds.width),
                        cvCeil((1 + kAbove + kBelow) * bounds.height));
    patch.grey = greyPatch(grey_frame, patch, size);
    patch.mass = massPatch(patch.outline, size);
    patch.box = cv::boundingRect(patch.mass);
    patch.valid = validPatch(patch, region_in_frame, grey_frame.size());
    patch.distance = signedDistance(patch.mass);
    return patch;
}

}  // namespace sonomask::descriptors
