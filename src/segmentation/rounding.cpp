#include "segmentation/rounding.h"

#include <vector>

#include <opencv2/imgproc.hpp>

namespace sonomask::segmentation {
namespace {

constexpr double kSameMask = 0.975;

bool maskChanges(const cv::Mat& probability, double threshold, double rounding) {
    // The one lies within the other, so that what they share is the smaller one.
    const double smaller = cv::countNonZero(probability >= threshold + rounding);
    const double larger = cv::countNonZero(probability >= threshold - rounding);
    return 2 * smaller < kSameMask * (smaller + larger);
}

/// Zero where connected pixels from `lowest` on reach `peak` nowhere.
cv::Mat withoutFaintParts(const cv::Mat& probability, double lowest, double peak) {
    cv::Mat parts;
    const int count = cv::connectedComponents(probability >= lowest, parts, 8, CV_32S);
    std::vector<bool> strong(static_cast<std::size_t>(count), false);
    const auto partAt = [&](int y, int x) { return static_cast<std::size_t>(parts.at<int>(y, x)); };
    for (int y = 0; y < parts.rows; ++y)
        for (int x = 0; x < parts.cols; ++x)
            if (probability.at<float>(y, x) >= peak) strong[partAt(y, x)] = true;
    cv::Mat kept = cv::Mat::zeros(probability.size(), CV_32FC1);
    for (int y = 0; y < parts.rows; ++y)
        for (int x = 0; x < parts.cols; ++x)
            if (strong[partAt(y, x)]) kept.at<float>(y, x) = probability.at<float>(y, x);
    return kept;
}

}  // namespace

double roundingOf(const std::string& precision) {
    if (precision == "bf16") return 0.02;
    if (precision == "int8") return 0.08;
    return 0;
}

bool hangsOnRounding(const cv::Mat& probability, double threshold, double minimal_score,
                     double rounding) {
    if (rounding == 0 || !maskChanges(probability, threshold, rounding)) return false;
    return maskChanges(
        withoutFaintParts(probability, threshold - rounding, minimal_score - rounding), threshold,
        rounding);
}

}  // namespace sonomask::segmentation
