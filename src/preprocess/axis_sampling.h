#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::preprocess {

/// Samples along one axis of a picture, at least one, each a weighted sum of neighbouring values.
/// They are in the order of the values.
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

/// From `length` values to `samples`: averaging where these are fewer, interpolating otherwise.
AxisSampling resizing(int length, int samples);

/// Every value of the axis smoothed by a Gaussian (sigma in values) as cv::GaussianBlur does it in
/// single precision, the ends repeated.
AxisSampling smoothing(int length, double sigma);
/// Of these the values at `from`, `from + step`, ... alone.
AxisSampling smoothing(int length, double sigma, int from, int step, int samples);

/// Two samplings as one: what `then` makes of the samples of `before`.
AxisSampling joined(const AxisSampling& before, const AxisSampling& then);

/// The samples `range` alone.
AxisSampling partOf(const AxisSampling& sampling, const cv::Range& range);

/// The samples that see any of the values `range`.
cv::Range samplesSeeing(const AxisSampling& sampling, const cv::Range& range);

/// A picture (CV_8UC1 or CV_32FC1) sampled along both axes: CV_32FC1, rows.samples() ×
/// columns.samples().
cv::Mat resample(const cv::Mat& picture, const AxisSampling& columns, const AxisSampling& rows);

}  // namespace sonomask::preprocess
