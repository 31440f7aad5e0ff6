#include "phantom/speckle.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "phantom/noise.h"

namespace sonomask::phantom {
namespace {

/// Real and imaginary part of the baseband signal, CV_32F each.
struct Baseband {
    cv::Mat real;
    cv::Mat imaginary;
};

/// One side of a symmetric Gaussian kernel, centre first, with the energy of the whole kernel 1.
std::vector<float> halfKernel(float sigma) {
    const int reach = std::max(1, static_cast<int>(std::ceil(3 * sigma)));
    std::vector<float> taps(reach + 1);
    double energy = 0;
    for (int i = 0; i <= reach; ++i) {
        taps[i] = std::exp(-0.5f * static_cast<float>(i * i) / (sigma * sigma));
        energy += (i == 0 ? 1.0 : 2.0) * taps[i] * taps[i];
    }
    for (float& tap : taps) tap = static_cast<float>(tap / std::sqrt(energy));
    return taps;
}

/// A near-normal number of variance 1 from 32 random bits: the sum of four bytes. The PSF sums tens
/// of them, which makes the speckle Gaussian to all purposes.
float nearNormal(std::uint32_t bits) {
    const auto sum =
        static_cast<float>((bits & 0xFF) + (bits >> 8 & 0xFF) + (bits >> 16 & 0xFF) + (bits >> 24));
    constexpr float kDeviation = 147.80055f;  // of the sum of four bytes: sqrt(4 (256² - 1) / 12)
    return (sum - 510.0f) / kDeviation;
}

/// Adds `weight` times a unit circular Gaussian field (variance 1/2 in each part).
void addNoise(Baseband& signal, std::uint64_t seed, float weight) {
    const float scale = weight * std::numbers::sqrt2_v<float> / 2;
    for (int r = 0; r < signal.real.rows; ++r) {
        auto* real = signal.real.ptr<float>(r);
        auto* imaginary = signal.imaginary.ptr<float>(r);
        const std::uint64_t row_seed = childSeed(seed, r);
        for (int c = 0; c < signal.real.cols; ++c) {
            const std::uint64_t bits = mixBits(row_seed + static_cast<std::uint64_t>(c));
            real[c] += scale * nearNormal(static_cast<std::uint32_t>(bits));
            imaginary[c] += scale * nearNormal(static_cast<std::uint32_t>(bits >> 32));
        }
    }
}

/// Scatterers between two independent fields, blended so that the variance stays 1.
Baseband scatterers(cv::Size size, const ScattererField& field) {
    Baseband signal{cv::Mat::zeros(size, CV_32F), cv::Mat::zeros(size, CV_32F)};
    const double knot = std::floor(field.plane);
    const double turn = (field.plane - knot) * std::numbers::pi / 2;
    const auto seed_at = [&](double at) {
        return childSeed(field.seed, static_cast<std::uint64_t>(static_cast<std::int64_t>(at)));
    };
    addNoise(signal, seed_at(knot), static_cast<float>(std::cos(turn)));
    if (turn > 0) addNoise(signal, seed_at(knot + 1), static_cast<float>(std::sin(turn)));
    return signal;
}

/// Each row with the beam profile of its depth.
cv::Mat convolveAcross(const cv::Mat& signal, const std::vector<PointSpread>& spread) {
    cv::Mat result(signal.size(), CV_32F);
    for (int r = 0; r < signal.rows; ++r) {
        const std::vector<float> taps = halfKernel(spread[r].lateral);
        const int reach = static_cast<int>(taps.size()) - 1;
        cv::Mat padded;
        cv::copyMakeBorder(signal.row(r), padded, 0, 0, reach, reach, cv::BORDER_REFLECT_101);
        const float* in = padded.ptr<float>() + reach;
        auto* out = result.ptr<float>(r);
        for (int c = 0; c < signal.cols; ++c) out[c] = taps[0] * in[c];
        for (int i = 1; i <= reach; ++i) {
            for (int c = 0; c < signal.cols; ++c) out[c] += taps[i] * (in[c - i] + in[c + i]);
        }
    }
    return result;
}

/// Each column with the pulse of its depth; beyond the grid there is no echo.
cv::Mat convolveAlong(const cv::Mat& signal, const std::vector<PointSpread>& spread) {
    cv::Mat result = cv::Mat::zeros(signal.size(), CV_32F);
    for (int r = 0; r < signal.rows; ++r) {
        const std::vector<float> taps = halfKernel(spread[r].axial);
        const int reach = static_cast<int>(taps.size()) - 1;
        auto* out = result.ptr<float>(r);
        for (int i = -reach; i <= reach; ++i) {
            if (r + i < 0 || r + i >= signal.rows) continue;
            const auto* in = signal.ptr<float>(r + i);
            const float tap = taps[std::abs(i)];
            for (int c = 0; c < signal.cols; ++c) out[c] += tap * in[c];
        }
    }
    return result;
}

cv::Mat convolve(const cv::Mat& signal, const std::vector<PointSpread>& spread) {
    return convolveAlong(convolveAcross(signal, spread), spread);
}

}  // namespace

cv::Mat simulateEnvelope(const cv::Mat& scatterer_amplitude, const cv::Mat& surface_amplitude,
                         const std::vector<PointSpread>& spread, const ScattererField& field) {
    CV_Assert(scatterer_amplitude.size() == surface_amplitude.size());
    CV_Assert(static_cast<int>(spread.size()) == scatterer_amplitude.rows);
    Baseband signal = scatterers(scatterer_amplitude.size(), field);
    signal.real = signal.real.mul(scatterer_amplitude) + surface_amplitude;
    signal.imaginary = signal.imaginary.mul(scatterer_amplitude);
    cv::Mat envelope;
    cv::magnitude(convolve(signal.real, spread), convolve(signal.imaginary, spread), envelope);
    return envelope;
}

cv::Mat simulateCompoundEnvelope(const cv::Mat& scatterer_amplitude,
                                 const cv::Mat& surface_amplitude,
                                 const std::vector<PointSpread>& spread,
                                 const ScattererField& field, int looks) {
    cv::Mat sum = cv::Mat::zeros(scatterer_amplitude.size(), CV_32F);
    for (int look = 0; look < looks; ++look) {
        const ScattererField own{childSeed(field.seed, 1000 + static_cast<std::uint64_t>(look)),
                                 field.plane};
        sum += simulateEnvelope(scatterer_amplitude, surface_amplitude, spread, own);
    }
    return sum / std::max(1, looks);
}

}  // namespace sonomask::phantom
