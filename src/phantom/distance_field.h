#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::phantom {

/// Distance to a closed polygon, tabulated once over its surroundings.
class DistanceField {
  public:
    /// Covers the polygon's bounding box and `reach_mm` around it.
    DistanceField(const std::vector<cv::Point2d>& contour_mm, double reach_mm);

    struct Sample {
        float distance_mm;  ///< negative inside
        float normal_z;     ///< of the way out of the polygon; -1 towards the probe
    };
    /// At a point of `coveredMm`.
    Sample at(const cv::Point2d& mm) const;
    const cv::Rect2d& coveredMm() const { return covered_mm_; }

  private:
    double step_mm_;
    cv::Rect2d covered_mm_;
    cv::Mat distance_mm_;  // CV_32F
};

}  // namespace sonomask::phantom
