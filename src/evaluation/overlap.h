#pragma once

#include <cstdint>

#include <opencv2/core.hpp>

namespace sonomask::evaluation {

/// How the pixels of a predicted mask meet those of the reference.
struct Confusion {
    std::int64_t true_positive = 0;
    std::int64_t false_positive = 0;
    std::int64_t false_negative = 0;
    std::int64_t true_negative = 0;

    std::int64_t predicted() const noexcept { return true_positive + false_positive; }
    std::int64_t reference() const noexcept { return true_positive + false_negative; }
    std::int64_t total() const noexcept { return predicted() + false_negative + true_negative; }

    Confusion& operator+=(const Confusion& other) noexcept;
    friend bool operator==(const Confusion&, const Confusion&) = default;
};

/// Counts the pixels of two masks of one size (CV_8UC1, non-zero = mass). Throws `ConfigError` when
/// their sizes or types differ.
Confusion confusionOf(const cv::Mat& predicted, const cv::Mat& reference);

/// The overlap measures, defined in docs/metrics.md. A measure whose denominator is zero is NaN
/// ("undefined"), and is left out of means.
struct Overlap {
    double accuracy = 0;     ///< (TP + TN) / all
    double precision = 0;    ///< TP / (TP + FP)
    double recall = 0;       ///< TP / (TP + FN)
    double specificity = 0;  ///< TN / (TN + FP)
    double iou = 0;          ///< TP / (TP + FP + FN)
    double dice = 0;         ///< 2 TP / (2 TP + FP + FN)
};

Overlap overlapOf(const Confusion& confusion);

}  // namespace sonomask::evaluation
