#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "descriptors/appearance.h"
#include "descriptors/samples.h"

namespace sonomask::descriptors {
namespace {

/// Rows over which the tissue's level is averaged.
constexpr double kDepthSigma = 16;
constexpr int kBlocks = 3;
constexpr double kCoarseSigma = 10;

/// The level of the tissue at each depth: the mean of what is valid outside the mass, smoothed
/// along depth. One value for each row of the patch (CV_32FC1, a row).
cv::Mat tissueLevels(const Patch& patch) {
    cv::Mat tissue = cv::Mat::zeros(patch.grey.size(), CV_32FC1);
    patch.grey.copyTo(tissue, patch.tissue);
    cv::Mat exact_sums;
    cv::reduce(tissue, exact_sums, 1, cv::REDUCE_SUM, CV_64F);
    cv::Mat both(2, patch.grey.rows, CV_32FC1);
    cv::Mat sums = both.row(0);
    cv::Mat counts = both.row(1);
    cv::Mat(exact_sums.t()).convertTo(sums, CV_32F);
    for (int y = 0; y < both.cols; ++y)
        counts.at<float>(y) = static_cast<float>(cv::countNonZero(patch.tissue.row(y)));
    cv::GaussianBlur(both, both, {0, 1}, kDepthSigma, 0.01);
    const double level = counts.empty() ? 0 : cv::sum(sums)[0] / std::max(1.0, cv::sum(counts)[0]);
    cv::Mat levels = sums / cv::max(counts, 1e-3);
    levels.setTo(level, counts < 1);
    return levels;
}

/// A part of the patch as a share of the tissue at the same depth: the gain is a factor.
cv::Mat relativeTo(const cv::Mat& levels, const Patch& patch, const cv::Rect& part) {
    constexpr float kBlack = 5;  // so that black tissue makes no share endless
    cv::Mat relative(part.size(), CV_32FC1);
    for (int y = 0; y < part.height; ++y) {
        const auto* grey = patch.grey.ptr<float>(part.y + y) + part.x;
        const float level = levels.at<float>(part.y + y) + kBlack;
        auto* shares = relative.ptr<float>(y);
        for (int x = 0; x < part.width; ++x) shares[x] = (grey[x] + kBlack) / level;
    }
    return relative;
}

/// The share of the variance of grey levels that the best cut into dark and bright explains
/// (Otsu 1979): near 0.64 for one even texture, near 1 for two levels.
double bestCut(const Samples& samples) {
    constexpr int kSteps = 32;
    const double variance = std::pow(samples.deviation(), 2);
    if (samples.empty() || variance < 1e-6) return 0;
    const double mean = samples.mean();
    double best = 0;
    double sum_of_dark = 0;
    auto dark_end = samples.sorted().begin();
    for (int i = 1; i < kSteps; ++i) {
        const double cut = samples.quantile(double(i) / kSteps);
        for (; *dark_end < cut; ++dark_end) sum_of_dark += *dark_end;
        const auto dark = static_cast<double>(dark_end - samples.sorted().begin());
        const double share = dark / static_cast<double>(samples.count());
        if (share <= 0) continue;
        const double gap = (mean - sum_of_dark / dark) / (1 - share);
        best = std::max(best, share * (1 - share) * gap * gap / variance);
    }
    return best;
}

/// The range of mean levels over the blocks of a grid on the mass, each at least half inside.
double rangeOfBlocks(const cv::Mat& picture, const cv::Mat& core) {
    double lowest = 1e9;
    double highest = -1e9;
    for (int row = 0; row < kBlocks; ++row)
        for (int column = 0; column < kBlocks; ++column) {
            const cv::Rect block(column * picture.cols / kBlocks, row * picture.rows / kBlocks,
                                 picture.cols / kBlocks, picture.rows / kBlocks);
            if (2 * cv::countNonZero(core(block)) < block.area()) continue;
            const double mean = cv::mean(picture(block), core(block))[0];
            lowest = std::min(lowest, mean);
            highest = std::max(highest, mean);
        }
    return std::max(0.0, highest - lowest);
}

}  // namespace

Features unevennessFeatures(const Patch& patch) {
    const cv::Rect seen = patch.around(cvCeil(4 * kCoarseSigma) + 1);
    const cv::Mat relative = relativeTo(tissueLevels(patch), patch, seen);
    const cv::Rect box = patch.box - seen.tl();
    const cv::Mat& core = patch.inner;
    const cv::Mat centre = patch.core(0.4 * Patch::kRadius);
    const Samples inside(relative(box), core);
    const cv::Mat thin_core = thinned(core);
    const auto blurred = [&](double sigma) {
        return Samples(blurredIn(relative, box, sigma), thin_core);
    };
    const Samples fine = blurred(2);
    const Samples middle = blurred(5);
    const Samples coarse = blurred(kCoarseSigma);
    const double grain = std::max(0.02, inside.deviation());
    const double blocks = rangeOfBlocks(relative(box), core);
    const double mean = inside.mean();
    const double middle_deviation = middle.deviation();
    const double coarse_deviation = coarse.deviation();
    return {{"uneven_level", mean},
            {"uneven_median", inside.median()},
            {"uneven_low", middle.quantile(0.05)},
            {"uneven_high", middle.quantile(0.95)},
            {"uneven_fine", fine.deviation()},
            {"uneven_middle", middle_deviation},
            {"uneven_coarse", coarse_deviation},
            {"uneven_middle_in_grains", middle_deviation / grain},
            {"uneven_coarse_in_grains", coarse_deviation / grain},
            {"uneven_middle_relative", middle_deviation / (mean + 0.1)},
            {"uneven_best_cut", bestCut(blurred(4))},
            {"uneven_blocks", blocks},
            {"uneven_blocks_relative", blocks / (mean + 0.1)},
            {"uneven_centre", Samples(relative(box), centre).mean() - mean},
            {"uneven_anechoic_share", inside.shareBelow(0.15)},
            {"uneven_dark_share", middle.shareBelow(0.3)},
            {"uneven_equal_share", 1 - middle.shareBelow(0.8)},
            {"uneven_bright_share", 1 - middle.shareBelow(1.2)}};
}

}  // namespace sonomask::descriptors
