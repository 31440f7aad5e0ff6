#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "descriptors/appearance.h"
#include "descriptors/samples.h"

namespace sonomask::descriptors {
namespace {

/// What lies nearer to the outline than this (patch pixels) belongs to the margin.
constexpr double kMargin = 6;
/// Rows over which the tissue's level is averaged.
constexpr double kDepthSigma = 16;
constexpr int kBlocks = 3;

/// The level of the tissue at each depth: the mean of what is valid outside the mass, smoothed
/// along depth. One value a row (CV_32FC1, a column).
cv::Mat tissueLevels(const Patch& patch) {
    const cv::Mat outside = patch.valid & (patch.distance > kMargin);
    cv::Mat grey = cv::Mat::zeros(patch.grey.size(), CV_32FC1);
    patch.grey.copyTo(grey, outside);
    cv::Mat weight;
    outside.convertTo(weight, CV_32F, 1 / 255.0);
    cv::Mat sums;
    cv::Mat counts;
    cv::reduce(grey, sums, 1, cv::REDUCE_SUM);
    cv::reduce(weight, counts, 1, cv::REDUCE_SUM);
    cv::GaussianBlur(sums, sums, {1, 0}, 0.01, kDepthSigma);
    cv::GaussianBlur(counts, counts, {1, 0}, 0.01, kDepthSigma);
    const double level = counts.empty() ? 0 : cv::sum(sums)[0] / std::max(1.0, cv::sum(counts)[0]);
    cv::Mat levels = sums / cv::max(counts, 1e-3);
    levels.setTo(level, counts < 1);
    return levels;
}

/// The share of the variance of grey levels that the best cut into dark and bright explains
/// (Otsu 1979): near 0.64 for one even texture, near 1 for two levels.
double bestCut(const cv::Mat& picture, const cv::Mat& core) {
    constexpr int kSteps = 32;
    const Samples all(picture, core);
    const double variance = std::pow(all.deviation(), 2);
    if (all.empty() || variance < 1e-6) return 0;
    double best = 0;
    for (int i = 1; i < kSteps; ++i) {
        const double cut = all.quantile(double(i) / kSteps);
        const Samples dark(picture, core & (picture < cut));
        const double share = double(dark.count()) / double(all.count());
        if (share <= 0 || share >= 1) continue;
        const double gap = (all.mean() - dark.mean()) / (1 - share);
        best = std::max(best, share * (1 - share) * gap * gap / variance);
    }
    return best;
}

/// The range of mean levels over the blocks of a grid on the mass, each at least half inside.
double rangeOfBlocks(const Patch& patch, const cv::Mat& picture, const cv::Mat& core) {
    double lowest = 1e9;
    double highest = -1e9;
    for (int row = 0; row < kBlocks; ++row)
        for (int column = 0; column < kBlocks; ++column) {
            const cv::Rect block(patch.box.x + column * patch.box.width / kBlocks,
                                 patch.box.y + row * patch.box.height / kBlocks,
                                 patch.box.width / kBlocks, patch.box.height / kBlocks);
            if (2 * cv::countNonZero(core(block)) < block.area()) continue;
            const double mean = cv::mean(picture(block), core(block))[0];
            lowest = std::min(lowest, mean);
            highest = std::max(highest, mean);
        }
    return std::max(0.0, highest - lowest);
}

cv::Mat blurred(const cv::Mat& picture, double sigma) {
    cv::Mat result;
    cv::GaussianBlur(picture, result, {0, 0}, sigma);
    return result;
}

}  // namespace

Features unevennessFeatures(const Patch& patch) {
    cv::Mat levels;
    cv::repeat(tissueLevels(patch), 1, patch.grey.cols, levels);
    // As a share of the tissue at the same depth: the gain is a factor.
    const cv::Mat relative = (patch.grey + 5) / (levels + 5);
    const cv::Mat core = patch.distance < -kMargin;
    const cv::Mat centre = patch.distance < -0.4 * Patch::kRadius;
    const Samples inside(relative, core);
    const Samples fine(blurred(relative, 2), core);
    const Samples middle(blurred(relative, 5), core);
    const Samples coarse(blurred(relative, 10), core);
    const double grain = std::max(0.02, inside.deviation());
    const cv::Mat smooth = blurred(relative, 4);
    return {
        {"uneven_level", inside.mean()},
        {"uneven_median", inside.median()},
        {"uneven_low", middle.quantile(0.05)},
        {"uneven_high", middle.quantile(0.95)},
        {"uneven_fine", fine.deviation()},
        {"uneven_middle", middle.deviation()},
        {"uneven_coarse", coarse.deviation()},
        {"uneven_middle_in_grains", middle.deviation() / grain},
        {"uneven_coarse_in_grains", coarse.deviation() / grain},
        {"uneven_middle_relative", middle.deviation() / (inside.mean() + 0.1)},
        {"uneven_best_cut", bestCut(smooth, core)},
        {"uneven_blocks", rangeOfBlocks(patch, relative, core)},
        {"uneven_blocks_relative", rangeOfBlocks(patch, relative, core) / (inside.mean() + 0.1)},
        {"uneven_centre", Samples(relative, centre).mean() - inside.mean()},
        {"uneven_anechoic_share", inside.shareBelow(0.15)},
        {"uneven_dark_share", middle.shareBelow(0.3)},
        {"uneven_equal_share", 1 - middle.shareBelow(0.8)},
        {"uneven_bright_share", 1 - middle.shareBelow(1.2)}};
}

}  // namespace sonomask::descriptors
