#include <algorithm>
#include <array>
#include <cmath>

#include "descriptors/classic.h"
#include "descriptors/samples.h"

namespace sonomask::descriptors {
namespace {

constexpr int kLevels = 32;
using Pairs = std::array<std::array<double, kLevels>, kLevels>;

double bits(double share) {
    return share > 0 ? -share * std::log2(share) : 0;
}

cv::Mat levelsOf(const cv::Mat& picture) {
    cv::Mat levels;
    // 256 grey levels fall into 32, rounded down.
    picture.convertTo(levels, CV_8U, kLevels / 256.0, -0.4999);
    return levels;
}

/// Counts each pair of pixels at `step` from one another, both ways.
void count(const cv::Mat& levels, const cv::Mat& mask, const cv::Point& step, Pairs& pairs) {
    for (int y = 0; y + step.y < levels.rows; ++y) {
        const int first = std::max(0, -step.x);
        const int last = levels.cols - std::max(0, step.x);
        const uchar* here = levels.ptr(y);
        const uchar* there = levels.ptr(y + step.y) + step.x;
        const uchar* inside = mask.ptr(y);
        const uchar* there_inside = mask.ptr(y + step.y) + step.x;
        for (int x = first; x < last; ++x) {
            if (!inside[x] || !there_inside[x]) continue;
            ++pairs[here[x]][there[x]];
            ++pairs[there[x]][here[x]];
        }
    }
}

Pairs pairsAt(const cv::Mat& levels, const cv::Mat& mask, int distance) {
    Pairs pairs{};
    for (const cv::Point& direction :
         {cv::Point(1, 0), cv::Point(0, 1), cv::Point(1, 1), cv::Point(-1, 1)})
        count(levels, mask, distance * direction, pairs);
    double total = 0;
    for (const auto& row : pairs)
        for (const double value : row) total += value;
    for (auto& row : pairs)
        for (double& value : row) value /= std::max(1.0, total);
    return pairs;
}

Features featuresOf(const Pairs& pairs, const std::string& prefix) {
    double contrast = 0, energy = 0, homogeneity = 0, entropy = 0, mean = 0, square = 0,
           product = 0;
    for (int i = 0; i < kLevels; ++i)
        for (int k = 0; k < kLevels; ++k) {
            const double share = pairs[std::size_t(i)][std::size_t(k)];
            contrast += share * (i - k) * (i - k);
            energy += share * share;
            homogeneity += share / (1 + (i - k) * (i - k));
            entropy += bits(share);
            mean += share * i;
            square += share * i * i;
            product += share * i * k;
        }
    // The table is symmetric: rows and columns have the same mean and variance.
    const double variance = square - mean * mean;
    const double correlation = variance > 1e-9 ? (product - mean * mean) / variance : 1;
    return {{prefix + "_contrast", contrast},
            {prefix + "_correlation", correlation},
            {prefix + "_energy", energy},
            {prefix + "_homogeneity", homogeneity},
            {prefix + "_entropy", entropy}};
}

}  // namespace

Features greyFeatures(const cv::Mat& picture, const cv::Mat& mask) {
    const Samples samples(picture, mask);
    const cv::Mat levels = levelsOf(picture);
    std::array<double, kLevels> share{};
    for (int y = 0; y < levels.rows; ++y)
        for (int x = 0; x < levels.cols; ++x)
            if (mask.at<uchar>(y, x)) share[levels.at<uchar>(y, x)] += 1 / double(samples.count());
    double entropy = 0;
    for (const double part : share) entropy += bits(part);
    return {{"grey_mean", samples.mean()},
            {"grey_deviation", samples.deviation()},
            {"grey_skewness", samples.skewness()},
            {"grey_kurtosis", samples.kurtosis()},
            {"grey_entropy", entropy}};
}

Features textureFeatures(const cv::Mat& picture, const cv::Mat& mask) {
    const cv::Mat levels = levelsOf(picture);
    Features features;
    for (const int distance : {2, 6}) {
        const Features part =
            featuresOf(pairsAt(levels, mask, distance), "glcm" + std::to_string(distance));
        features.insert(features.end(), part.begin(), part.end());
    }
    return features;
}

Features classicFeatures(const Patch& patch) {
    const cv::Mat picture = patch.grey(patch.box);
    const cv::Mat mask = patch.mass(patch.box);
    Features all = momentFeatures(patch.outline);
    for (const Features& part : {outlineFeatures(patch.outline), greyFeatures(picture, mask),
                                 textureFeatures(picture, mask)})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace sonomask::descriptors
