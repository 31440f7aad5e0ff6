#include "segmentation/precision_trial.h"

#include <algorithm>
#include <chrono>

#include "segmentation/forward_pass.h"
#include "segmentation/probe_pictures.h"

namespace sonomask::segmentation {
namespace {

constexpr int kPatients = 3;
constexpr int kRuns = 3;

struct Passes {
    double fastest_ms = 1e9;
    std::vector<cv::Mat> masks;
};

Passes passesIn(PrecisionChoice precision, EngineOptions options, const ModelInfo& info,
                const std::vector<cv::Mat>& pictures) {
    options.precision = precision;
    const ForwardPass pass(options, info.preprocessing.size);
    Passes passes;
    for (const cv::Mat& map : pass.run(pictures)) passes.masks.emplace_back(map >= info.threshold);
    for (int i = 0; i < kRuns; ++i) {
        const auto start = std::chrono::steady_clock::now();
        pass.run({&pictures.front(), 1});
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - start;
        passes.fastest_ms = std::min(passes.fastest_ms, taken.count());
    }
    return passes;
}

/// Over the pixels of all frames; 1 where neither finds anything.
double diceOf(const std::vector<cv::Mat>& a, const std::vector<cv::Mat>& b) {
    double common = 0;
    double both = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        common += cv::countNonZero(a[i] & b[i]);
        both += cv::countNonZero(a[i]) + cv::countNonZero(b[i]);
    }
    return both > 0 ? 2 * common / both : 1;
}

}  // namespace

PrecisionTrial tryPrecisions(const EngineOptions& options, const ModelInfo& info) {
    const std::vector<cv::Mat> pictures = probePictures(info.preprocessing, kPatients);
    const Passes fp32 = passesIn(PrecisionChoice::Fp32, options, info, pictures);
    const Passes bf16 = passesIn(PrecisionChoice::Bf16, options, info, pictures);
    return {{"fp32", {fp32.fastest_ms, 1}},
            {"bf16", {bf16.fastest_ms, diceOf(fp32.masks, bf16.masks)}}};
}

}  // namespace sonomask::segmentation
