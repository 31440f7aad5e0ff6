#include "evaluation/overlap.h"

#include <limits>

#include "base/error.h"

namespace sonomask::evaluation {
namespace {

double ratio(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Confusion& Confusion::operator+=(const Confusion& other) noexcept {
    true_positive += other.true_positive;
    false_positive += other.false_positive;
    false_negative += other.false_negative;
    true_negative += other.true_negative;
    return *this;
}

Confusion confusionOf(const cv::Mat& predicted, const cv::Mat& reference) {
    if (predicted.size() != reference.size() || predicted.type() != CV_8UC1 ||
        reference.type() != CV_8UC1)
        throw ConfigError("two masks can be compared only at one size, as 8-bit grey");
    const cv::Mat both = (predicted != 0) & (reference != 0);
    const std::int64_t true_positive = cv::countNonZero(both);
    const std::int64_t false_positive = cv::countNonZero(predicted) - true_positive;
    const std::int64_t false_negative = cv::countNonZero(reference) - true_positive;
    const auto total = static_cast<std::int64_t>(predicted.total());
    return {true_positive, false_positive, false_negative,
            total - true_positive - false_positive - false_negative};
}

Overlap overlapOf(const Confusion& counts) {
    const std::int64_t hit = counts.true_positive;
    const std::int64_t wrong = counts.false_positive + counts.false_negative;
    return {
        .accuracy = ratio(hit + counts.true_negative, counts.total()),
        .precision = ratio(hit, counts.predicted()),
        .recall = ratio(hit, counts.reference()),
        .specificity = ratio(counts.true_negative, counts.true_negative + counts.false_positive),
        .iou = ratio(hit, hit + wrong),
        .dice = ratio(2 * hit, 2 * hit + wrong)};
}

}  // namespace sonomask::evaluation
