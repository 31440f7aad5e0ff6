#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::preprocess {

/// Samples along one axis of a picture, each a weighted sum of neighbouring values.
struct AxisSampling {
    int length = 0;              ///< values along the axis of the picture
    int taps = 0;                ///< values that a sample is made of
    std::vector<int> first;      ///< of those values, for each sample
    std::vector<float> weights;  ///< [samples][taps]

    int samples() const { return static_cast<int>(first.size()); }
};

/// The means over `samples` equal parts of the axis, as cv::INTER_AREA has them.
AxisSampling averaging(int length, int samples);

/// Linear interpolation at `from`, `from + step`, ...; beyond the ends the end's value.
AxisSampling interpolating(int length, double from, double step, int samples);

/// The same samples smoothed among themselves by a Gaussian (sigma in samples) as cv::GaussianBlur
/// does it in single precision, the ends repeated.
AxisSampling smoothed(const AxisSampling& sampling, double sigma);

/// The samples `range` alone.
AxisSampling partOf(const AxisSampling& sampling, const cv::Range& range);

/// The samples that see any of the values `range`; the first values that samples see must not
/// decrease.
cv::Range samplesSeeing(const AxisSampling& sampling, const cv::Range& range);

/// A picture (CV_8UC1 or CV_32FC1) sampled along both axes: CV_32FC1, rows.samples() ×
/// columns.samples().
cv::Mat resample(const cv::Mat& picture, const AxisSampling& columns, const AxisSampling& rows);

}  // namespace sonomask::preprocess
