#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <opencv2/imgproc.hpp>

#include "descriptors/classic.h"
#include "descriptors/fourier.h"
#include "descriptors/outline.h"

namespace sonomask::descriptors {
namespace {

constexpr int kChordPoints = 128;
constexpr int kLastHarmonic = 10;

/// Mean, and the central moments of order 2 to 4.
struct Moments {
    double mean = 0;
    std::array<double, 5> central{};
};

Moments momentsOf(const std::vector<double>& values) {
    Moments moments;
    const auto count = static_cast<double>(values.size());
    moments.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    for (const double value : values) {
        const double deviation = value - moments.mean;
        double power = deviation;
        for (std::size_t order = 2; order <= 4; ++order)
            moments.central[order] += power *= deviation;
    }
    for (double& moment : moments.central) moment /= count;
    return moments;
}

std::vector<double> chordLengths(const Points& points) {
    std::vector<double> lengths;
    lengths.reserve(points.size() * (points.size() - 1) / 2);
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t k = i + 1; k < points.size(); ++k)
            lengths.push_back(cv::norm(points[i] - points[k]));
    const double longest = *std::max_element(lengths.begin(), lengths.end());
    for (double& length : lengths) length /= longest;
    return lengths;
}

}  // namespace

Features momentFeatures(const Points& even_outline) {
    const cv::Point2d centre = centroidOf(even_outline);
    std::vector<cv::Point2f> region;
    std::vector<double> distances;
    for (const cv::Point2d& point : even_outline) {
        region.emplace_back(point - centre);
        distances.push_back(cv::norm(point - centre));
    }
    std::array<double, 7> hu{};
    cv::HuMoments(cv::moments(region), hu.data());
    Features features;
    for (std::size_t i = 0; i < hu.size(); ++i)
        features.push_back({"hu_" + std::to_string(i + 1), hu[i]});
    const Moments distance = momentsOf(distances);
    features.push_back({"boundary_1", std::sqrt(distance.central[2]) / distance.mean});
    features.push_back({"boundary_2", std::cbrt(distance.central[3]) / distance.mean});
    features.push_back({"boundary_3", std::pow(distance.central[4], 0.25) / distance.mean});
    return features;
}

Features outlineFeatures(const Points& even_outline) {
    const Moments chord = momentsOf(chordLengths(resampled(even_outline, kChordPoints)));
    const double variance = chord.central[2];
    Features features{{"chord_mean", chord.mean},
                      {"chord_variance", variance},
                      {"chord_skewness", chord.central[3] / std::pow(variance, 1.5)},
                      {"chord_kurtosis", chord.central[4] / (variance * variance)}};
    const Harmonics harmonics = harmonicsOf(even_outline, kLastHarmonic);
    const double first = std::max(std::abs(harmonics.at(1)), std::abs(harmonics.at(-1)));
    for (int k = 2; k <= kLastHarmonic; ++k)
        features.push_back(
            {"fourier_" + std::to_string(k),
             std::hypot(std::abs(harmonics.at(k)), std::abs(harmonics.at(-k))) / first});
    return features;
}

}  // namespace sonomask::descriptors
