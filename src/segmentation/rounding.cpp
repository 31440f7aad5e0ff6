#include "segmentation/rounding.h"

namespace sonomask::segmentation {
namespace {

constexpr double kSameMask = 0.975;

}  // namespace

double roundingOf(const std::string& precision) {
    if (precision == "bf16") return 0.02;
    if (precision == "int8") return 0.08;
    return 0;
}

bool hangsOnRounding(const cv::Mat& probability, double threshold, double rounding) {
    if (rounding == 0) return false;
    // The one lies within the other, so that what they share is the smaller one.
    const double smaller = cv::countNonZero(probability >= threshold + rounding);
    const double larger = cv::countNonZero(probability >= threshold - rounding);
    return 2 * smaller < kSameMask * (smaller + larger);
}

}  // namespace sonomask::segmentation
