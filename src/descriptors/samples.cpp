#include "descriptors/samples.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>

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

/// Sums of some thousand values without each waiting for the one before it.
template <typename Term>
double sumOf(const std::vector<float>& values, const Term& term) {
    constexpr std::size_t kTogether = 8;
    std::array<double, kTogether> sums{};
    const std::size_t whole = values.size() - values.size() % kTogether;
    for (std::size_t i = 0; i < whole; i += kTogether)
        for (std::size_t k = 0; k < kTogether; ++k) sums[k] += term(values[i + k]);
    for (std::size_t i = whole; i < values.size(); ++i) sums[0] += term(values[i]);
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}  // namespace

Samples::Samples(const cv::Mat& picture, const cv::Mat& mask) : Samples(valuesIn(picture, mask)) {}

void Samples::fillBins() const {
    double low = 0;
    double high = 0;
    cv::minMaxIdx(values_, &low, &high);
    const auto lowest = static_cast<float>(low);
    const float range = static_cast<float>(high) - lowest;
    const float by = range > 0 ? static_cast<float>(kBins) / range : 0;
    // A larger value lies in no earlier bin, however the products are rounded.
    std::vector<std::uint16_t> bins(values_.size());
    std::transform(values_.begin(), values_.end(), bins.begin(), [&](float value) {
        const int bin = static_cast<int>((value - lowest) * by);
        return static_cast<std::uint16_t>(std::min(static_cast<int>(kBins) - 1, bin));
    });
    bin_ends_.assign(kBins, 0);
    for (const std::uint16_t bin : bins) ++bin_ends_[bin];
    std::partial_sum(bin_ends_.begin(), bin_ends_.end(), bin_ends_.begin());
    std::vector<std::size_t> place(kBins, 0);
    std::copy(bin_ends_.begin(), bin_ends_.end() - 1, place.begin() + 1);
    std::vector<float> placed(values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) placed[place[bins[i]]++] = values_[i];
    values_.swap(placed);
    bin_sorted_.assign(kBins, false);
}

void Samples::sortBin(std::size_t bin) const {
    if (bin_sorted_[bin]) return;
    bin_sorted_[bin] = true;
    const auto at = [&](std::size_t place) {
        return values_.begin() + static_cast<std::ptrdiff_t>(place);
    };
    std::sort(at(bin == 0 ? 0 : bin_ends_[bin - 1]), at(bin_ends_[bin]));
}

float Samples::ranked(std::size_t rank) const {
    if (bin_ends_.empty()) fillBins();
    const auto bin = std::upper_bound(bin_ends_.begin(), bin_ends_.end(), rank);
    sortBin(static_cast<std::size_t>(bin - bin_ends_.begin()));
    return values_[rank];
}

const std::vector<float>& Samples::sorted() const {
    if (values_.empty()) return values_;
    if (bin_ends_.empty()) fillBins();
    for (std::size_t bin = 0; bin < kBins; ++bin) sortBin(bin);
    return values_;
}

double Samples::quantile(double part) const {
    if (values_.empty()) return 0;
    const double position = part * static_cast<double>(values_.size() - 1);
    const auto low = static_cast<std::size_t>(position);
    const std::size_t high = std::min(low + 1, values_.size() - 1);
    const double share = position - static_cast<double>(low);
    return (1 - share) * ranked(low) + share * ranked(high);
}

double Samples::mean() const {
    if (!mean_)
        mean_ = values_.empty() ? 0 : sumOf(values_, [](double value) {
                                          return value;
                                      }) / static_cast<double>(values_.size());
    return *mean_;
}

double Samples::deviation() const {
    if (values_.empty()) return 0;
    if (!deviation_) {
        const double middle = mean();
        const double squares =
            sumOf(values_, [&](double value) { return (value - middle) * (value - middle); });
        deviation_ = std::sqrt(squares / static_cast<double>(values_.size()));
    }
    return *deviation_;
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
    const double powers = sumOf(values_, [&](double value) {
        const double deviation = (value - middle) / spread;
        const double square = deviation * deviation;
        return order == 3 ? square * deviation : square * square;
    });
    return powers / static_cast<double>(values_.size());
}

double Samples::shareBelow(double level) const {
    if (values_.empty()) return 0;
    const auto below =
        std::count_if(values_.begin(), values_.end(), [&](float value) { return value < level; });
    return double(below) / static_cast<double>(values_.size());
}

}  // namespace sonomask::descriptors
