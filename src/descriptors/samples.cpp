#include "descriptors/samples.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sonomask::descriptors {
namespace {

std::vector<float> valuesIn(const cv::Mat& picture, const cv::Mat& mask) {
    std::vector<float> values;
    for (int y = 0; y < picture.rows; ++y) {
        const auto* grey = picture.ptr<float>(y);
        const auto* inside = mask.ptr<uchar>(y);
        for (int x = 0; x < picture.cols; ++x)
            if (inside[x]) values.push_back(grey[x]);
    }
    return values;
}

}  // namespace

Samples::Samples(const cv::Mat& picture, const cv::Mat& mask) : Samples(valuesIn(picture, mask)) {}

double Samples::quantile(double part) const {
    if (values_.empty()) return 0;
    if (!std::exchange(sorted_, true)) std::sort(values_.begin(), values_.end());
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
    for (const float value : values_) powers += std::pow((value - middle) / spread, order);
    return powers / static_cast<double>(values_.size());
}

double Samples::shareBelow(double level) const {
    if (values_.empty()) return 0;
    const auto below =
        std::count_if(values_.begin(), values_.end(), [&](float value) { return value < level; });
    return double(below) / static_cast<double>(values_.size());
}

}  // namespace sonomask::descriptors
