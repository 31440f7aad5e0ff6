#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "descriptors/appearance.h"
#include "descriptors/samples.h"
#include "imaging/disc.h"

namespace sonomask::descriptors {
namespace {

/// The rim is compared with tissue that lies as far as this from the outline.
constexpr int kFarRim = 36;
/// Radius of what is too small to be more than a speck.
constexpr int kSpeckRadius = 7;

/// Tissue outside the mass in some of the patch's rows.
Samples tissueIn(const Patch& patch, const cv::Range& rows) {
    return Samples(patch.grey.rowRange(rows), patch.tissue.rowRange(rows));
}

/// The share of all tissue outside the mass that is darker than this.
double shareOfTissueBelow(const Patch& patch, double level) {
    const int all = cv::countNonZero(patch.tissue);
    return all > 0 ? double(cv::countNonZero((patch.grey < level) & patch.tissue)) / all : 0;
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
    const cv::Mat grey = patch.grey(patch.box);
    const cv::Mat& core = patch.inner;
    const Samples inside(grey, core);
    const Samples beside = tissueIn(patch, {patch.box.y, patch.box.br().y});
    // Averaged over grains of speckle.
    const cv::Mat smooth = blurredIn(patch.grey, patch.box, 5);
    const cv::Mat thin_core = thinned(core);
    const Samples coarse(smooth, thin_core);
    const double level =
        beside.empty() ? tissueIn(patch, cv::Range(0, patch.grey.rows)).median() : beside.median();
    const double median = inside.median();
    const double mean = inside.mean();
    const double deviation = inside.deviation();
    const double dark = inside.quantile(0.05) + 12;
    const cv::Mat dark_part = thin_core & (smooth < dark);
    const Samples above(patch.grey(cv::Rect(0, 0, patch.grey.cols, patch.box.y + 1)),
                        patch.valid(cv::Rect(0, 0, patch.grey.cols, patch.box.y + 1)));
    return {{"echo_level", median},
            {"echo_level_beside", level},
            {"echo_difference", median - level},
            {"echo_ratio", (mean + 5) / (level + 5)},
            {"echo_rank", shareOfTissueBelow(patch, median)},
            {"echo_rank_beside", beside.shareBelow(median)},
            {"echo_low", inside.quantile(0.1)},
            {"echo_high", inside.quantile(0.9)},
            {"echo_high_difference", inside.quantile(0.9) - level},
            {"echo_deviation", deviation},
            {"echo_skewness", inside.skewness()},
            {"echo_relative_deviation", deviation / (mean + 5)},
            {"echo_coarse_deviation", coarse.deviation()},
            {"echo_coarse_range", coarse.quantile(0.95) - coarse.quantile(0.05)},
            {"echo_coarse_relative", coarse.deviation() / (level + 5)},
            {"echo_coarse_low", coarse.quantile(0.05)},
            {"echo_coarse_high", coarse.quantile(0.95)},
            {"echo_black_share", inside.shareBelow(12)},
            {"echo_dark_share", inside.shareBelow(0.25 * level)},
            {"echo_bright_share", 1 - inside.shareBelow(level)},
            {"echo_largest_dark_part", largestPartShare(dark_part, cv::countNonZero(thin_core))},
            {"echo_above", above.median()},
            {"echo_difference_above", median - above.median()}};
}

Features rimFeatures(const Patch& patch) {
    const cv::Rect near_mass = patch.around(kFarRim);
    const cv::Mat grey = patch.grey(near_mass);
    const cv::Mat valid = patch.valid(near_mass);
    const cv::Mat distance = patch.distance(near_mass);
    const auto ring = [&](double from, double to) {
        return Samples(grey, valid & (distance > from) & (distance <= to));
    };
    const Samples near = ring(1, 8);
    const Samples next = ring(4, 14);
    const Samples far = ring(20, kFarRim);
    const double grain = std::max(5.0, far.deviation());
    return {{"rim_near", (near.mean() - far.mean()) / grain},
            {"rim_next", (next.mean() - far.mean()) / grain},
            {"rim_high", (next.quantile(0.8) - far.quantile(0.8)) / grain},
            {"rim_far_level", far.mean()}};
}

Features speckFeatures(const Patch& patch) {
    // The opening sees what lies a speck's half beyond the mass.
    const cv::Rect seen = patch.around(kSpeckRadius);
    const cv::Mat specks = patch.grey(seen) - openedByDisc(patch.grey(seen), kSpeckRadius);
    const Samples heights(specks(patch.box - seen.tl()), patch.inner);
    const Samples inside(patch.grey(patch.box), patch.inner);
    return {{"speck_highest", heights.quantile(0.999)},
            {"speck_high", heights.quantile(0.99)},
            {"speck_contrast",
             (inside.quantile(0.995) - inside.median()) / std::max(5.0, inside.deviation())}};
}

}  // namespace sonomask::descriptors
