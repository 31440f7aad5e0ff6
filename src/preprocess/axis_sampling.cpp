#include "preprocess/axis_sampling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "base/vectorised.h"

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

/// Values that the CPU works on together.
constexpr int kTogether = 8;
using Values = float __attribute__((vector_size(kTogether * sizeof(float))));

SONOMASK_INLINE void add(Values& sum, float weight, const float* from) {
    Values values;
    std::memcpy(&values, from, sizeof values);
    sum += weight * values;
}

/// One row of the result: the weighted sum of rows of the picture. Some neighbours at a time, whose
/// sums stay in registers.
SONOMASK_VECTORISED_EXACT void sumOf(const float* const* rows, const float* weights, int taps,
                                     int count, float* target) {
    constexpr int kBlocks = 4;
    constexpr int kAtOnce = kBlocks * kTogether;
    int x = 0;
    for (; x + kAtOnce <= count; x += kAtOnce) {
        std::array<Values, kBlocks> sums{};
        for (int k = 0; k < taps; ++k)
            for (int i = 0; i < kBlocks; ++i) add(sums[i], weights[k], rows[k] + x + i * kTogether);
        std::memcpy(target + x, &sums, sizeof sums);
    }
    for (; x < count; ++x) {
        float sum = 0;
        for (int k = 0; k < taps; ++k) sum += weights[k] * rows[k][x];
        target[x] = sum;
    }
}

SONOMASK_INLINE void addRow(const std::uint8_t* row, float weight, int count,
                            float* __restrict target) {
    for (int x = 0; x < count; ++x) target[x] += weight * static_cast<float>(row[x]);
}

/// Row by row: what costs is to make numbers of the bytes, which compilers do well in plain loops.
SONOMASK_VECTORISED_EXACT void sumOf(const std::uint8_t* const* rows, const float* weights,
                                     int taps, int count, float* target) {
    std::fill_n(target, count, 0.0F);
    for (int k = 0; k < taps; ++k) addRow(rows[k], weights[k], count, target);
}

/// Samples along `kTogether` rows side by side, so that they are sums of whole registers: `values`
/// and `target` are [columns][kTogether].
SONOMASK_VECTORISED_EXACT void sumAlong(const float* values, const AxisSampling& sampling,
                                        float* target) {
    const float* weight = sampling.weights.data();
    for (int i = 0; i < sampling.samples(); ++i) {
        const int first = sampling.first[static_cast<std::size_t>(i)] - sampling.first.front();
        Values sum{};
        for (int k = 0; k < sampling.taps; ++k)
            add(sum, *weight++, values + (first + k) * kTogether);
        std::memcpy(target + i * kTogether, &sum, sizeof sum);
    }
}

/// The values that any sample is made of.
cv::Range seenBy(const AxisSampling& sampling) {
    return {sampling.first.front(), sampling.first.back() + sampling.taps};
}

/// The picture holds the rows `seenBy` the sampling.
template <typename Value>
cv::Mat alongRows(const cv::Mat& picture, const AxisSampling& sampling) {
    cv::Mat result(sampling.samples(), picture.cols, CV_32FC1);
    std::vector<const Value*> seen(static_cast<std::size_t>(sampling.taps));
    for (int y = 0; y < result.rows; ++y) {
        const int first = sampling.first[static_cast<std::size_t>(y)] - sampling.first.front();
        for (int k = 0; k < sampling.taps; ++k)
            seen[static_cast<std::size_t>(k)] = picture.ptr<Value>(first + k);
        sumOf(seen.data(), weightsOf(sampling, y), sampling.taps, picture.cols,
              result.ptr<float>(y));
    }
    return result;
}

/// The picture holds the columns `seenBy` the sampling.
template <typename Value>
cv::Mat alongColumns(const cv::Mat& picture, const AxisSampling& sampling) {
    cv::Mat result(picture.rows, sampling.samples(), CV_32FC1);
    std::vector<float> together(static_cast<std::size_t>(picture.cols * kTogether));
    std::vector<float> sums(static_cast<std::size_t>(result.cols * kTogether));
    for (int top = 0; top < picture.rows; top += kTogether) {
        const int rows = std::min(kTogether, picture.rows - top);
        for (int row = 0; row < rows; ++row) {
            const auto* source = picture.ptr<Value>(top + row);
            float* turned = together.data() + row;
            for (int x = 0; x < picture.cols; ++x)
                turned[x * kTogether] = static_cast<float>(source[x]);
        }
        sumAlong(together.data(), sampling, sums.data());
        for (int row = 0; row < rows; ++row) {
            const float* turned = sums.data() + row;
            auto* target = result.ptr<float>(top + row);
            for (int x = 0; x < result.cols; ++x) target[x] = turned[x * kTogether];
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

AxisSampling resizing(int length, int samples) {
    if (samples < length) return averaging(length, samples);
    const double step = double(length) / samples;
    return interpolating(length, step / 2 - 0.5, step, samples);
}

AxisSampling smoothing(int length, double sigma) {
    return smoothing(length, sigma, 0, 1, length);
}

AxisSampling smoothing(int length, double sigma, int from, int step, int samples) {
    const cv::Mat kernel = cv::getGaussianKernel(cvRound(sigma * 8 + 1) | 1, sigma, CV_64F);
    const int radius = kernel.rows / 2;
    AxisSampling result = empty(length, samples, kernel.rows);
    for (int i = 0; i < samples; ++i) {
        const int middle = from + i * step;
        const int start = startAt(result, i, middle - radius);
        for (int j = -radius; j <= radius; ++j)
            weightsOf(result, i)[std::clamp(middle + j, 0, length - 1) - start] +=
                static_cast<float>(kernel.at<double>(j + radius));
    }
    return result;
}

AxisSampling joined(const AxisSampling& before, const AxisSampling& then) {
    CV_Assert(then.length == before.samples());
    const auto seenFrom = [&](int sample) {
        return before.first[static_cast<std::size_t>(sample)];
    };
    const auto lastOf = [&](int sample) {
        return then.first[static_cast<std::size_t>(sample)] + then.taps - 1;
    };
    int taps = 0;
    for (int i = 0; i < then.samples(); ++i)
        taps = std::max(taps, seenFrom(lastOf(i)) + before.taps -
                                  seenFrom(then.first[static_cast<std::size_t>(i)]));
    AxisSampling result = empty(before.length, then.samples(), taps);
    for (int i = 0; i < then.samples(); ++i) {
        const int first = then.first[static_cast<std::size_t>(i)];
        const int start = startAt(result, i, seenFrom(first));
        for (int j = 0; j < then.taps; ++j) {
            const float share = weightsOf(then, i)[j];
            for (int k = 0; k < before.taps; ++k)
                weightsOf(result, i)[seenFrom(first + j) - start + k] +=
                    share * weightsOf(before, first + j)[k];
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
    const cv::Mat seen = picture(seenBy(rows), seenBy(columns));
    return seen.depth() == CV_8U ? resampleAs<std::uint8_t>(seen, columns, rows)
                                 : resampleAs<float>(seen, columns, rows);
}

}  // namespace sonomask::preprocess
