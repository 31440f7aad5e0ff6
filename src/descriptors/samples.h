#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::descriptors {

/// Grey levels of a region: what robust comparisons are made of.
class Samples {
  public:
    /// The pixels of `picture` (CV_32FC1) where `mask` is not 0.
    Samples(const cv::Mat& picture, const cv::Mat& mask);
    explicit Samples(std::vector<float> values) : values_(std::move(values)) {}

    bool empty() const noexcept { return values_.empty(); }
    std::size_t count() const noexcept { return values_.size(); }
    /// `part` 0..1; 0 for no samples.
    double quantile(double part) const;
    double median() const { return quantile(0.5); }
    /// The samples in rising order.
    const std::vector<float>& sorted() const;
    double mean() const;
    double deviation() const;
    double skewness() const;
    /// 3 for a normal distribution; 0 where all samples are equal.
    double kurtosis() const;
    /// Share of samples below a level.
    double shareBelow(double level) const;

  private:
    /// Of equal width; some ten samples fall into one.
    static constexpr std::size_t kBins = 1024;

    double standardisedMoment(int order) const;
    /// Orders the samples by bins. A quantile then asks for no more than its own bin sorted.
    void fillBins() const;
    void sortBin(std::size_t bin) const;
    /// The sample that so many others are not above.
    float ranked(std::size_t rank) const;

    mutable std::vector<float> values_;
    mutable std::vector<std::size_t> bin_ends_;  ///< empty: not ordered yet
    mutable std::vector<bool> bin_sorted_;
    mutable std::optional<double> mean_;
    mutable std::optional<double> deviation_;
};

}  // namespace sonomask::descriptors
