#include "phantom/distance_field.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "phantom/shape.h"

namespace sonomask::phantom {

DistanceField::DistanceField(const std::vector<cv::Point2d>& contour_mm, double reach_mm) {
    const std::vector<cv::Point2f> points(contour_mm.begin(), contour_mm.end());
    const cv::Rect2f box = cv::boundingRect(points);
    covered_mm_ = cv::Rect2d(box.x - reach_mm, box.y - reach_mm, box.width + 2 * reach_mm,
                             box.height + 2 * reach_mm);
    step_mm_ = std::max(0.05, std::max(covered_mm_.width, covered_mm_.height) / 600);
    const cv::Size size(static_cast<int>(std::ceil(covered_mm_.width / step_mm_)) + 3,
                        static_cast<int>(std::ceil(covered_mm_.height / step_mm_)) + 3);
    std::vector<cv::Point2d> contour_in_table(contour_mm);
    for (cv::Point2d& point : contour_in_table) point = (point - covered_mm_.tl()) / step_mm_;
    const cv::Mat inside = fillContour(contour_in_table, size);
    cv::Mat within, without;
    cv::distanceTransform(inside, within, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::distanceTransform(255 - inside, without, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    // Each transform counts to the nearest pixel of the other kind; the border lies half a pixel
    // before it, on either side, so that the halves cancel on average over the edge's pixels.
    cv::Mat side;
    inside.convertTo(side, CV_32F, 1.0 / 255, -0.5);
    distance_mm_ = (without - within + side) * step_mm_;
}

DistanceField::Sample DistanceField::at(const cv::Point2d& mm) const {
    const float x = static_cast<float>((mm.x - covered_mm_.x) / step_mm_);
    const float y = static_cast<float>((mm.y - covered_mm_.y) / step_mm_);
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    const float tx = x - static_cast<float>(column), ty = y - static_cast<float>(row);
    const auto* upper = distance_mm_.ptr<float>(row) + column;
    const auto* lower = distance_mm_.ptr<float>(row + 1) + column;
    const float above = upper[0] + tx * (upper[1] - upper[0]);
    const float below = lower[0] + tx * (lower[1] - lower[0]);
    return {above + ty * (below - above),
            std::clamp((below - above) / static_cast<float>(step_mm_), -1.0f, 1.0f)};
}

}  // namespace sonomask::phantom
