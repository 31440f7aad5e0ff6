#pragma once

#include <opencv2/core.hpp>

namespace sonomask::preprocess {

/// Contrast-limited adaptive histogram equalisation of a CV_8UC1 picture (Zuiderveld 1994).
cv::Mat equalise(const cv::Mat& grey, double clip_limit, int tiles);

/// Gaussian smoothing; sigma in pixels. 0 gives the picture back.
cv::Mat denoiseGaussian(const cv::Mat& grey, double sigma);

/// K-nearest-neighbour smoothing of a CV_8UC1 picture: each pixel becomes the mean of the `count`
/// values of its (2·radius+1)² window that are closest to its own, so that edges stay
/// (Davis & Rosenfeld 1978). `count` counts the pixel itself.
cv::Mat denoiseKNearest(const cv::Mat& grey, int radius, int count);

/// Mean-variance normalisation to CV_32FC1 in 0..1: mean ± `deviations` standard deviations of the
/// pixels inside `content` map to 0..1, what lies beyond is clamped, and outside `content` all is
/// 0. A picture without contrast becomes 0.5.
cv::Mat normalise(const cv::Mat& grey, const cv::Rect& content, double deviations);

}  // namespace sonomask::preprocess
