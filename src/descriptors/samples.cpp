#include "descriptors/samples.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace sonomask::descriptors {
namespace {

std::vector<float> valuesIn(const cv::Mat& picture, const cv::Mat& mask) {
    // Every value is written; the place moves on behind those that count.
    std::vector<float> values(static_cast<std::size_t>(cv::countNonZero(mask)) + 1);
    std::size_t count = 0;
    for (int y = 0; y < picture.rows; ++y) {
        const auto* grey = picture.ptr<float>(y);
        const auto* inside = mask.ptr<uchar>(y);
        for (int x = 0; x < picture.cols; ++x) {
            values[count] = grey[x];
            count += inside[x] ? 1 : 0;
        }
    }
    values.pop_back();
    return values;
}

/// An integer that is ordered as the number is, and back.
std::uint32_t keyOf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return bits >> 31U ? ~bits : bits | 0x80000000U;
}
float valueOf(std::uint32_t key) {
    return std::bit_cast<float>(key >> 31U ? key & 0x7fffffffU : ~key);
}

/// Sorts by digits: some ten thousand values, which no comparison predicts.
void sortByDigits(std::vector<float>& values) {
    constexpr unsigned kDigitBits = 11;
    constexpr unsigned kDigits = 3;
    const auto digitOf = [](std::uint32_t key, unsigned digit) {
        return key >> (kDigitBits * digit) & ((1U << kDigitBits) - 1);
    };
    std::vector<std::uint32_t> keys(values.size());
    std::transform(values.begin(), values.end(), keys.begin(), keyOf);
    std::vector<std::uint32_t> placed(values.size());
    for (unsigned digit = 0; digit < kDigits; ++digit) {
        std::array<std::uint32_t, (1U << kDigitBits) + 1> place{};
        for (const std::uint32_t key : keys) ++place[digitOf(key, digit) + 1];
        std::partial_sum(place.begin(), place.end(), place.begin());
        for (const std::uint32_t key : keys) placed[place[digitOf(key, digit)]++] = key;
        keys.swap(placed);
    }
    std::transform(keys.begin(), keys.end(), values.begin(), valueOf);
}

}  // namespace

Samples::Samples(const cv::Mat& picture, const cv::Mat& mask) : Samples(valuesIn(picture, mask)) {}

const std::vector<float>& Samples::sorted() const {
    if (!std::exchange(sorted_, true)) sortByDigits(values_);
    return values_;
}

double Samples::quantile(double part) const {
    if (sorted().empty()) return 0;
    const double position = part * static_cast<double>(values_.size() - 1);
    const auto low = static_cast<std::size_t>(position);
    const std::size_t high = std::min(low + 1, values_.size() - 1);
    const double share = position - static_cast<double>(low);
    return (1 - share) * values_[low] + share * values_[high];
}

double Samples::mean() const {
    double sum = 0;
    for (const float value : values_) sum += value;
    return values_.empty() ? 0 : sum / static_cast<double>(values_.size());
}

double Samples::deviation() const {
    const double middle = mean();
    double squares = 0;
    for (const float value : values_) squares += (value - middle) * (value - middle);
    return values_.empty() ? 0 : std::sqrt(squares / static_cast<double>(values_.size()));
}

double Samples::skewness() const {
    return standardisedMoment(3);
}

double Samples::kurtosis() const {
    return standardisedMoment(4);
}

double Samples::standardisedMoment(int order) const {
    const double middle = mean();
    const double spread = deviation();
    if (spread <= 0) return 0;
    double powers = 0;
    for (const float value : values_) {
        const double deviation = (value - middle) / spread;
        double power = deviation;
        for (int i = 1; i < order; ++i) power *= deviation;
        powers += power;
    }
    return powers / static_cast<double>(values_.size());
}

double Samples::shareBelow(double level) const {
    if (values_.empty()) return 0;
    const auto below =
        std::count_if(values_.begin(), values_.end(), [&](float value) { return value < level; });
    return double(below) / static_cast<double>(values_.size());
}

}  // namespace sonomask::descriptors
