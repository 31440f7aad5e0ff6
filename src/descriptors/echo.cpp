#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "descriptors/appearance.h"
#include "descriptors/samples.h"

namespace sonomask::descriptors {
namespace {

/// What lies nearer to the outline than this (patch pixels) belongs to the margin.
constexpr double kMargin = 6;

/// Tissue beside the mass at its own depth.
cv::Mat besideOf(const Patch& patch) {
    cv::Mat rows = cv::Mat::zeros(patch.mass.size(), CV_8UC1);
    rows.rowRange(patch.box.y, patch.box.y + patch.box.height).setTo(255);
    return rows & patch.valid & (patch.distance > kMargin);
}

/// Grey levels averaged over grains of speckle.
cv::Mat withoutGrain(const cv::Mat& grey, double sigma) {
    cv::Mat smooth;
    cv::GaussianBlur(grey, smooth, {0, 0}, sigma);
    return smooth;
}

double largestPartShare(const cv::Mat& mask, int whole) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, centroids);
    int largest = 0;
    for (int i = 1; i < count; ++i) largest = std::max(largest, stats.at<int>(i, cv::CC_STAT_AREA));
    return whole > 0 ? double(largest) / whole : 0;
}

}  // namespace

Features echoFeatures(const Patch& patch) {
    const cv::Mat core = patch.distance < -kMargin;
    const Samples inside(patch.grey, core);
    const cv::Mat beside_mask = besideOf(patch);
    const Samples beside(patch.grey, beside_mask);
    const Samples around(patch.grey, patch.valid & (patch.distance > kMargin));
    const cv::Mat smooth = withoutGrain(patch.grey, 5);
    const Samples coarse(smooth, core);
    const double level = beside.empty() ? around.median() : beside.median();
    const double dark = inside.quantile(0.05) + 12;
    const cv::Mat dark_part = core & (smooth < dark);
    const int core_pixels = cv::countNonZero(core);
    const Samples above(patch.grey(cv::Rect(0, 0, patch.grey.cols, patch.box.y + 1)),
                        patch.valid(cv::Rect(0, 0, patch.grey.cols, patch.box.y + 1)));
    return {{"echo_level", inside.median()},
            {"echo_level_beside", level},
            {"echo_difference", inside.median() - level},
            {"echo_ratio", (inside.mean() + 5) / (level + 5)},
            {"echo_rank", around.shareBelow(inside.median())},
            {"echo_rank_beside", beside.shareBelow(inside.median())},
            {"echo_low", inside.quantile(0.1)},
            {"echo_high", inside.quantile(0.9)},
            {"echo_high_difference", inside.quantile(0.9) - level},
            {"echo_deviation", inside.deviation()},
            {"echo_skewness", inside.skewness()},
            {"echo_relative_deviation", inside.deviation() / (inside.mean() + 5)},
            {"echo_coarse_deviation", coarse.deviation()},
            {"echo_coarse_range", coarse.quantile(0.95) - coarse.quantile(0.05)},
            {"echo_coarse_relative", coarse.deviation() / (level + 5)},
            {"echo_coarse_low", coarse.quantile(0.05)},
            {"echo_coarse_high", coarse.quantile(0.95)},
            {"echo_black_share", inside.shareBelow(12)},
            {"echo_dark_share", inside.shareBelow(0.25 * level)},
            {"echo_bright_share", 1 - inside.shareBelow(level)},
            {"echo_largest_dark_part", largestPartShare(dark_part, core_pixels)},
            {"echo_above", above.median()},
            {"echo_difference_above", inside.median() - above.median()}};
}

Features rimFeatures(const Patch& patch) {
    const auto ring = [&](double from, double to) {
        return Samples(patch.grey, patch.valid & (patch.distance > from) & (patch.distance <= to));
    };
    const Samples near = ring(1, 8);
    const Samples next = ring(4, 14);
    const Samples far = ring(20, 36);
    const double grain = std::max(5.0, far.deviation());
    return {{"rim_near", (near.mean() - far.mean()) / grain},
            {"rim_next", (next.mean() - far.mean()) / grain},
            {"rim_high", (next.quantile(0.8) - far.quantile(0.8)) / grain},
            {"rim_far_level", far.mean()}};
}

Features speckFeatures(const Patch& patch) {
    const cv::Mat core = patch.distance < -kMargin;
    cv::Mat specks;
    cv::morphologyEx(patch.grey, specks, cv::MORPH_TOPHAT,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {15, 15}));
    const Samples heights(specks, core);
    const Samples inside(patch.grey, core);
    return {{"speck_highest", heights.quantile(0.999)},
            {"speck_high", heights.quantile(0.99)},
            {"speck_contrast",
             (inside.quantile(0.995) - inside.median()) / std::max(5.0, inside.deviation())}};
}

}  // namespace sonomask::descriptors
