#include "descriptors/patch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "descriptors/outline.h"
#include "imaging/disc.h"
#include "preprocess/axis_sampling.h"

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
/// Sigma of the averaging before a coarser patch is sampled, in patch pixels.
constexpr double kBlurSigma = 0.5;
/// Grey level and size (patch pixels) of what counts as black beside the picture.
constexpr double kBlack = 3;
constexpr int kBlackRadius = 8;
/// Averaged pictures have a pixel for so many of the patch along each axis.
constexpr int kThinning = 2;

int thinnedCount(int pixels) {
    return (pixels + kThinning - 1) / kThinning;
}

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

/// One axis of the frame, of `length` pixels, sampled for the patch; smoothed first where the patch
/// is coarser (`coarse`), so that speckle does not alias.
preprocess::AxisSampling axisOf(int length, double origin, double step, int samples, bool coarse) {
    const auto sampling = preprocess::interpolating(length, origin, step, samples);
    return coarse ? preprocess::joined(preprocess::smoothing(length, kBlurSigma * step), sampling)
                  : sampling;
}

cv::Mat greyPatch(const cv::Mat& grey_frame, const Patch& patch, const cv::Size& size) {
    const cv::Point2d& step = patch.frame_pixels_per_pixel;
    const cv::Point2d& origin = patch.origin_in_frame;
    const bool coarse = std::max(step.x, step.y) > 1;
    return preprocess::resample(grey_frame,
                                axisOf(grey_frame.cols, origin.x, step.x, size.width, coarse),
                                axisOf(grey_frame.rows, origin.y, step.y, size.height, coarse));
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
    const auto axis = [&](int length, int from, int count) {
        return preprocess::smoothing(length, sigma, from, kThinning, thinnedCount(count));
    };
    return preprocess::resample(picture, axis(picture.cols, part.x, part.width),
                                axis(picture.rows, part.y, part.height));
}

cv::Mat thinned(const cv::Mat& mask) {
    cv::Mat result(thinnedCount(mask.rows), thinnedCount(mask.cols), CV_8UC1);
    for (int y = 0; y < result.rows; ++y)
        for (int x = 0; x < result.cols; ++x)
            result.at<uchar>(y, x) = mask.at<uchar>(kThinning * y, kThinning * x);
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
