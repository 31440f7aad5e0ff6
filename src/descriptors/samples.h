#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::descriptors {

/// Grey levels of a region, sorted: what robust comparisons are made of.
class Samples {
  public:
    /// The pixels of `picture` (CV_32FC1) where `mask` is not 0.
    Samples(const cv::Mat& picture, const cv::Mat& mask);
    explicit Samples(std::vector<float> values);

    bool empty() const noexcept { return sorted_.empty(); }
    std::size_t count() const noexcept { return sorted_.size(); }
    /// `part` 0..1; 0 for no samples.
    double quantile(double part) const;
    double median() const { return quantile(0.5); }
    double mean() const;
    double deviation() const;
    double skewness() const;
    /// Share of samples below a level.
    double shareBelow(double level) const;
    const std::vector<float>& sorted() const noexcept { return sorted_; }

  private:
    std::vector<float> sorted_;
};

}  // namespace sonomask::descriptors
