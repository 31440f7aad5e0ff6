#pragma once

#include <string>
#include <vector>

#include <opencv2/ml.hpp>

#include "descriptors/features.h"

namespace sonomask::appraisal {

/// A support-vector machine of two classes with a radial kernel (OpenCV), and Platt's sigmoid that
/// turns its decision value into a probability.
class SupportVectors {
  public:
    /// Learns from standardised features. Patients stay together in the cross-validation that
    /// chooses C and the kernel's width by AUC and fits the sigmoid. Throws `ConfigError` where one
    /// class is missing, as a whole or without one of the five parts, or there are fewer than five
    /// patients.
    SupportVectors(const std::vector<descriptors::Features>& samples,
                   const std::vector<bool>& positive, const std::vector<std::string>& patients);

    double probability(const descriptors::Features& features) const;

  private:
    cv::Mat standardised(const std::vector<descriptors::Features>& samples) const;

    std::vector<double> means_;
    std::vector<double> deviations_;
    cv::Ptr<cv::ml::SVM> machine_;
    double slope_ = 0;
    double offset_ = 0;
};

}  // namespace sonomask::appraisal
