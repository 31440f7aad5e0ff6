#include "descriptors/specks.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "descriptors/samples.h"

namespace sonomask::descriptors {
namespace {

/// A speck stands this many standard deviations, and at least this many grey levels, above the
/// mass's median.
constexpr double kGrains = 4;
constexpr double kLevels = 50;
/// It is no larger than this (patch pixels).
constexpr int kLargest = 14;

}  // namespace

std::vector<cv::Rect> brightSpecks(const Patch& patch) {
    const cv::Mat grey = patch.grey(patch.box);
    const Samples inside(grey, patch.inner);
    const double level = inside.median() + std::max(kLevels, kGrains * inside.deviation());
    const cv::Mat bright = patch.inner & (grey > level);
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(bright, labels, stats, centroids);
    std::vector<cv::Rect> boxes;
    for (int i = 1; i < count; ++i) {
        const int* stat = stats.ptr<int>(i);
        const cv::Rect box(stat[cv::CC_STAT_LEFT], stat[cv::CC_STAT_TOP], stat[cv::CC_STAT_WIDTH],
                           stat[cv::CC_STAT_HEIGHT]);
        if (std::max(box.width, box.height) <= kLargest && stat[cv::CC_STAT_AREA] >= 2)
            boxes.push_back(box + patch.box.tl());
    }
    return boxes;
}

}  // namespace sonomask::descriptors
