#include "segmentation/rounding.h"

namespace sonomask::segmentation {
namespace {

constexpr double kRounding = 0.02;
constexpr double kSameMask = 0.975;

}  // namespace

bool hangsOnRounding(const cv::Mat& probability, double threshold) {
    // The one lies within the other, so that what they share is the smaller one.
    const double smaller = cv::countNonZero(probability >= threshold + kRounding);
    const double larger = cv::countNonZero(probability >= threshold - kRounding);
    return 2 * smaller < kSameMask * (smaller + larger);
}

}  // namespace sonomask::segmentation
