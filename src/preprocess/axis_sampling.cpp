#include "preprocess/axis_sampling.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace sonomask::preprocess {
namespace {

AxisSampling empty(int length, int samples, int taps) {
    AxisSampling result{length, std::min(taps, length), {}, {}};
    result.first.resize(static_cast<std::size_t>(samples));
    result.weights.resize(result.first.size() * static_cast<std::size_t>(result.taps));
    return result;
}

float* weightsOf(AxisSampling& sampling, int sample) {
    return sampling.weights.data() + sample * sampling.taps;
}
const float* weightsOf(const AxisSampling& sampling, int sample) {
    return sampling.weights.data() + sample * sampling.taps;
}

/// Sets where a sample's values start, such that all of them lie on the axis.
int startAt(AxisSampling& sampling, int sample, int value) {
    const int start = std::clamp(value, 0, sampling.length - sampling.taps);
    sampling.first[static_cast<std::size_t>(sample)] = start;
    return start;
}

template <typename Value>
cv::Mat alongRows(const cv::Mat& picture, const AxisSampling& rows) {
    cv::Mat result = cv::Mat::zeros(rows.samples(), picture.cols, CV_32FC1);
    for (int y = 0; y < result.rows; ++y) {
        auto* target = result.ptr<float>(y);
        for (int k = 0; k < rows.taps; ++k) {
            const float weight = weightsOf(rows, y)[k];
            const auto* source = picture.ptr<Value>(rows.first[static_cast<std::size_t>(y)] + k);
            for (int x = 0; x < picture.cols; ++x)
                target[x] += weight * static_cast<float>(source[x]);
        }
    }
    return result;
}

template <typename Value>
cv::Mat alongColumns(const cv::Mat& picture, const AxisSampling& columns) {
    cv::Mat result(picture.rows, columns.samples(), CV_32FC1);
    for (int y = 0; y < result.rows; ++y) {
        const auto* source = picture.ptr<Value>(y);
        auto* target = result.ptr<float>(y);
        const float* weight = columns.weights.data();
        for (int x = 0; x < result.cols; ++x) {
            const auto* seen = source + columns.first[static_cast<std::size_t>(x)];
            float sum = 0;
            for (int k = 0; k < columns.taps; ++k) sum += *weight++ * static_cast<float>(seen[k]);
            target[x] = sum;
        }
    }
    return result;
}

/// The pass that leaves fewer rows to the other comes first.
template <typename Value>
cv::Mat resampleAs(const cv::Mat& picture, const AxisSampling& columns, const AxisSampling& rows) {
    if (rows.samples() < picture.rows)
        return alongColumns<float>(alongRows<Value>(picture, rows), columns);
    return alongRows<float>(alongColumns<Value>(picture, columns), rows);
}

}  // namespace

AxisSampling averaging(int length, int samples) {
    const double share = double(length) / samples;
    AxisSampling result = empty(length, samples, static_cast<int>(std::ceil(share)) + 1);
    for (int i = 0; i < samples; ++i) {
        const double from = i * share;
        const double to = (i + 1) * share;
        const int start = startAt(result, i, static_cast<int>(from));
        for (int k = 0; k < result.taps; ++k) {
            const double inside =
                std::min<double>(to, start + k + 1) - std::max<double>(from, start + k);
            weightsOf(result, i)[k] = static_cast<float>(std::max(0.0, inside) / share);
        }
    }
    return result;
}

AxisSampling interpolating(int length, double from, double step, int samples) {
    AxisSampling result = empty(length, samples, 2);
    for (int i = 0; i < samples; ++i) {
        const double position = std::clamp(from + i * step, 0.0, length - 1.0);
        const int start = startAt(result, i, static_cast<int>(position));
        for (int k = 0; k < result.taps; ++k)
            weightsOf(result, i)[k] = static_cast<float>(1 - std::abs(position - (start + k)));
    }
    return result;
}

AxisSampling smoothed(const AxisSampling& sampling, double sigma) {
    const cv::Mat kernel = cv::getGaussianKernel(cvRound(sigma * 8 + 1) | 1, sigma, CV_64F);
    const int radius = kernel.rows / 2;
    const int last = sampling.samples() - 1;
    const auto seenFrom = [&](int sample) {
        return sampling.first[static_cast<std::size_t>(std::clamp(sample, 0, last))];
    };
    int taps = 0;
    for (int i = 0; i <= last; ++i)
        taps = std::max(taps, seenFrom(i + radius) + sampling.taps - seenFrom(i - radius));
    AxisSampling result = empty(sampling.length, sampling.samples(), taps);
    for (int i = 0; i <= last; ++i) {
        const int start = startAt(result, i, seenFrom(i - radius));
        for (int j = -radius; j <= radius; ++j) {
            const float* given = weightsOf(sampling, std::clamp(i + j, 0, last));
            const double share = kernel.at<double>(j + radius);
            for (int k = 0; k < sampling.taps; ++k)
                weightsOf(result, i)[seenFrom(i + j) - start + k] +=
                    static_cast<float>(share * given[k]);
        }
    }
    return result;
}

AxisSampling partOf(const AxisSampling& sampling, const cv::Range& range) {
    AxisSampling part = empty(sampling.length, range.size(), sampling.taps);
    std::copy_n(sampling.first.begin() + range.start, range.size(), part.first.begin());
    std::copy_n(weightsOf(sampling, range.start), part.weights.size(), part.weights.begin());
    return part;
}

cv::Range samplesSeeing(const AxisSampling& sampling, const cv::Range& range) {
    const auto begin = sampling.first.begin();
    const auto end = sampling.first.end();
    return {static_cast<int>(std::upper_bound(begin, end, range.start - sampling.taps) - begin),
            static_cast<int>(std::lower_bound(begin, end, range.end) - begin)};
}

cv::Mat resample(const cv::Mat& picture, const AxisSampling& columns, const AxisSampling& rows) {
    CV_Assert(columns.length == picture.cols && rows.length == picture.rows);
    return picture.depth() == CV_8U ? resampleAs<std::uint8_t>(picture, columns, rows)
                                    : resampleAs<float>(picture, columns, rows);
}

}  // namespace sonomask::preprocess
