#include "descriptors/patch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "descriptors/outline.h"
#include "imaging/disc.h"

namespace sonomask::descriptors {
namespace {

/// Room around the mass, in its own widths and heights.
constexpr double kSide = 1.0;
constexpr double kAbove = 0.75;
constexpr double kBelow = 1.75;
/// The outline is smoothed by this many frame pixels: a mask's edge says no more.
constexpr double kOutlineSigmaInFrame = 1.0;
constexpr int kOutlinePoints = 512;
/// The mass's corners are rounded so; the shipped terms learnt from masses that were.
constexpr int kSubPixelBits = 4;
/// Sigma of the averaging before a coarser patch is sampled, and how far it looks; in patch pixels.
constexpr double kBlurSigma = 0.5;
constexpr double kBlurReach = 4 * kBlurSigma + 1;
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

/// The part of the frame that a patch shows, with `room` on each side.
cv::Rect partInFrame(const Patch& patch, const cv::Size& size, int room, const cv::Size& frame) {
    const cv::Point2d from = patch.origin_in_frame;
    const cv::Point2d to = patch.inFrame(cv::Point2d(size.width, size.height));
    const cv::Point low(cvFloor(from.x) - room, cvFloor(from.y) - room);
    const cv::Point high(cvCeil(to.x) + room + 1, cvCeil(to.y) + room + 1);
    return cv::Rect(low, high) & cv::Rect({0, 0}, frame);
}

/// Averages first where the patch is coarser than the frame.
cv::Mat greyPatch(const cv::Mat& grey_frame, const Patch& patch, const cv::Size& size) {
    const cv::Point2d& step = patch.frame_pixels_per_pixel;
    const bool coarse = std::max(step.x, step.y) > 1;
    const int room = coarse ? cvCeil(kBlurReach * std::max(step.x, step.y)) : 0;
    const cv::Rect part = partInFrame(patch, size, room, grey_frame.size());
    cv::Mat picture;
    grey_frame(part).convertTo(picture, CV_32F);
    if (coarse)
        cv::GaussianBlur(picture, picture, {0, 0}, kBlurSigma * std::max(step.x, 0.1),
                         kBlurSigma * std::max(step.y, 0.1));
    const cv::Matx23d part_from_patch(step.x, 0, patch.origin_in_frame.x - part.x, 0, step.y,
                                      patch.origin_in_frame.y - part.y);
    cv::Mat result;
    cv::warpAffine(picture, result, part_from_patch, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    return result;
}

/// The patch pixels whose nearest frame pixel lies in a box of the frame.
cv::Rect boxInPatch(const Patch& patch, const cv::Rect& box_in_frame) {
    const auto first = [](double position, double origin, double step) {
        return cvCeil((position - 0.5 - origin) / step);
    };
    const cv::Point2d& origin = patch.origin_in_frame;
    const cv::Point2d& step = patch.frame_pixels_per_pixel;
    const cv::Point low(first(box_in_frame.x, origin.x, step.x),
                        first(box_in_frame.y, origin.y, step.y));
    const cv::Point high(first(box_in_frame.br().x, origin.x, step.x),
                         first(box_in_frame.br().y, origin.y, step.y));
    return cv::Rect(low, high) & cv::Rect({0, 0}, patch.grey.size());
}

/// Black areas larger than a disc are no tissue, unless they touch the mass: a cyst is black, too.
cv::Mat validPatch(const Patch& patch, const cv::Rect& region_in_frame, const cv::Size& frame) {
    cv::Mat valid = cv::Mat::zeros(patch.grey.size(), CV_8UC1);
    valid(boxInPatch(patch, region_in_frame & cv::Rect({0, 0}, frame))).setTo(255);
    const cv::Mat black = patch.grey <= kBlack;
    if (const cv::Rect bounds = cv::boundingRect(black); !bounds.empty())
        valid(bounds).setTo(0, openedByDisc(black(bounds), kBlackRadius));
    valid.setTo(255, patch.mass);
    return valid;
}

cv::Mat signedDistance(const Patch& patch) {
    cv::Mat distance(patch.mass.size(), CV_32FC1, cv::Scalar(Patch::kFarthest));
    const cv::Rect near = patch.around(Patch::kFarthest);
    cv::Mat outside;
    cv::distanceTransform(~patch.mass(near), outside, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::min(outside, double(Patch::kFarthest), distance(near));
    const cv::Rect within = patch.around(1);
    cv::Mat inside;
    cv::distanceTransform(patch.mass(within), inside, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::subtract(distance(within), inside, distance(within));
    return distance;
}

}  // namespace

cv::Point2d Patch::inFrame(const cv::Point2d& point) const {
    return {origin_in_frame.x + point.x * frame_pixels_per_pixel.x,
            origin_in_frame.y + point.y * frame_pixels_per_pixel.y};
}

cv::Rect Patch::around(int room) const {
    return cv::Rect(box.x - room, box.y - room, box.width + 2 * room, box.height + 2 * room) &
           cv::Rect({0, 0}, grey.size());
}

cv::Mat Patch::core(double margin) const {
    return distance(box) < -margin;
}

cv::Mat blurredIn(const cv::Mat& picture, const cv::Rect& part, double sigma) {
    cv::Mat result;
    cv::GaussianBlur(picture(part), result, {0, 0}, sigma);
    return result;
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
    patch.mass = filled(patch.outline, size, kSubPixelBits);
    patch.box = cv::boundingRect(patch.mass);
    patch.valid = validPatch(patch, region_in_frame, grey_frame.size());
    patch.distance = signedDistance(patch);
    patch.inner = patch.core(Patch::kMargin);
    patch.tissue = patch.valid & (patch.distance > Patch::kMargin);
    return patch;
}

}  // namespace sonomask::descriptors
