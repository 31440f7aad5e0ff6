#pragma once

#include <optional>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"

namespace sonomask::evaluation {

/// How far two outlines lie apart, in the unit of the spacing that was given.
struct SurfaceDistance {
    double hd95 = 0;  ///< the larger of the two directed 95th percentiles
    double assd = 0;  ///< average symmetric surface distance: mean over the points of both outlines
};

/// Distances between the outlines of two masks (CV_8UC1, non-zero = mass, one size). The outline of
/// a mask is the set of its pixels that have a 4-neighbour outside the mask or the picture;
/// distances are exact and Euclidean between pixel centres (Felzenszwalb & Huttenlocher 2012).
/// `spacing` {1, 1} gives pixels. Nothing where a mask is empty. Throws `ConfigError` when sizes or
/// types differ or the spacing is not positive.
std::optional<SurfaceDistance> surfaceDistance(const cv::Mat& predicted, const cv::Mat& reference,
                                               const PixelSpacing& spacing);

}  // namespace sonomask::evaluation
