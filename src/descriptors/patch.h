#pragma once

#include <opencv2/core.hpp>

#include "descriptors/chords.h"
#include "imaging/frame.h"

namespace sonomask::descriptors {

/// A mass and its surroundings at a common size, so that what is measured on the picture does not
/// depend on its resolution: one patch pixel is 1/48 of the mass's equivalent radius, along both
/// body axes alike where the frame's pixels are not square.
struct Patch {
    static constexpr double kRadius = 48;  ///< the mass's equivalent radius, in patch pixels
    static constexpr int kFarthest = 40;   ///< distances end here, in patch pixels
    static constexpr double kMargin = 6;   ///< what is nearer to the outline belongs to the margin

    cv::Mat grey;      ///< CV_32FC1, grey levels 0..255
    cv::Mat mass;      ///< CV_8UC1 0/255
    cv::Mat valid;     ///< CV_8UC1 0/255: shows tissue (inside the picture, not black beside it)
    cv::Mat distance;  ///< CV_32FC1: to the outline, negative inside the mass, `kFarthest` at most
    Points outline;    ///< in patch pixels, evenly spaced, smooth to the picture's resolution
    cv::Rect box;      ///< of the mass
    cv::Mat inner;     ///< CV_8UC1 0/255 of the box's size: the inside without the margin
    cv::Mat tissue;    ///< CV_8UC1 0/255: valid, outside, and not of the margin
    cv::Point2d frame_pixels_per_pixel;
    cv::Point2d origin_in_frame;  ///< the frame point of patch pixel (0, 0)

    cv::Point2d inFrame(const cv::Point2d& point) const;
    /// The mass's box with so much room on each side, as far as the patch reaches.
    cv::Rect around(int room) const;
    /// CV_8UC1 0/255 of the box's size: the inside but for a margin of this width.
    cv::Mat core(double margin) const;
};

/// Every second pixel of a part of a picture (CV_32FC1), averaged by a Gaussian that sees what lies
/// around it, of a sigma from 2 pixels on: those in between say nothing else.
cv::Mat blurredIn(const cv::Mat& picture, const cv::Rect& part, double sigma);
/// Every second pixel of a mask (CV_8UC1), as `blurredIn` has them.
cv::Mat thinned(const cv::Mat& mask);

/// Cuts the patch out: the mass's width on both sides, three quarters of its height above and one
/// and three quarters below. `region_in_frame` is what shows ultrasound. Throws `ConfigError` for
/// an outline without area.
Patch cutPatch(const cv::Mat& grey_frame, const cv::Rect& region_in_frame,
               const std::vector<cv::Point2f>& contour_in_frame, const PixelSpacing& spacing);

}  // namespace sonomask::descriptors
