#include "descriptors/oriented.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace sonomask::descriptors {
namespace {

constexpr double kSigma = 2;  // of the derivatives, in pixels of the octave
constexpr int kOctaves = 3;
constexpr int kOrientations = 4;

/// A part and the weight of each of the octave's pixels in it (CV_32FC1).
struct Weighted {
    std::string name;
    cv::Mat weight;
    double total = 0;  ///< of the weights
};

Weighted weighted(const std::string& name, const cv::Mat& weight) {
    return {name, weight, std::max(1e-6, cv::sum(weight)[0])};
}

cv::Mat halved(const cv::Mat& picture) {
    cv::Mat result;
    cv::resize(picture, result, {(picture.cols + 1) / 2, (picture.rows + 1) / 2}, 0, 0,
               cv::INTER_AREA);
    return result;
}

cv::Mat derivative(const cv::Mat& smooth, int across, int down) {
    cv::Mat result;
    cv::Sobel(smooth, result, CV_32F, across, down, 3);
    return result;
}

/// The mean of the positive part of the response, and that of its negative part.
void addBoth(Features& all, const cv::Mat& response, const std::vector<Weighted>& parts,
             const std::string& positive, const std::string& negative, const std::string& octave) {
    const cv::Mat rising = cv::max(response, 0);
    const cv::Mat falling = rising - response;
    for (const Weighted& part : parts) {
        all.push_back({positive + part.name + octave, rising.dot(part.weight) / part.total});
        all.push_back({negative + part.name + octave, falling.dot(part.weight) / part.total});
    }
}

void addOctave(Features& all, const cv::Mat& grey, const std::vector<Weighted>& parts,
               const std::string& octave) {
    cv::Mat smooth;
    cv::GaussianBlur(grey, smooth, {}, kSigma);
    const cv::Mat x = derivative(smooth, 1, 0);
    const cv::Mat y = derivative(smooth, 0, 1);
    const cv::Mat xx = derivative(smooth, 2, 0);
    const cv::Mat xy = derivative(smooth, 1, 1);
    const cv::Mat yy = derivative(smooth, 0, 2);
    for (int i = 0; i < kOrientations; ++i) {
        const double angle = std::numbers::pi * i / kOrientations;
        const double c = std::cos(angle);
        const double s = std::sin(angle);
        const int degrees = 180 * i / kOrientations;
        const auto named = [](const char* what, int direction) {
            return "oriented_" + std::string(what) + std::to_string(direction) + "_";
        };
        addBoth(all, c * x + s * y, parts, named("rise", degrees), named("rise", degrees + 180),
                octave);
        addBoth(all, c * c * xx + 2 * c * s * xy + s * s * yy, parts, named("dark", degrees),
                named("bright", degrees), octave);
    }
}

}  // namespace

Features orientedFeatures(const Surroundings& surroundings) {
    cv::Mat grey = surroundings.grey;
    std::vector<Weighted> parts;
    for (const Part* part : {&surroundings.band, &surroundings.inside, &surroundings.outside}) {
        cv::Mat weight;
        part->mask.convertTo(weight, CV_32F, 1.0 / 255);
        parts.push_back(weighted(part->name, weight));
    }
    Features all;
    addOctave(all, grey, parts, "_1");
    for (int octave = 2; octave <= kOctaves; ++octave) {
        grey = halved(grey);
        for (Weighted& part : parts) part = weighted(part.name, halved(part.weight));
        addOctave(all, grey, parts, "_" + std::to_string(octave));
    }
    return all;
}

}  // namespace sonomask::descriptors
