#include "phantom/compose.h"

#include <algorithm>

namespace sonomask::phantom {
namespace {

cv::Mat joined(const cv::Mat& left, const cv::Mat& right) {
    cv::Mat both = cv::Mat::zeros(std::max(left.rows, right.rows), left.cols + right.cols, CV_8UC1);
    left.copyTo(both(cv::Rect({0, 0}, left.size())));
    right.copyTo(both(cv::Rect({left.cols, 0}, right.size())));
    return both;
}

}  // namespace

RenderedFrame sideBySide(const RenderedFrame& left, const RenderedFrame& right) {
    RenderedFrame both = left;
    both.frame.pixels = joined(left.frame.pixels, right.frame.pixels);
    both.mask_in_frame = joined(left.mask_in_frame, right.mask_in_frame);
    const int shift = left.frame.pixels.cols;
    for (UltrasoundRegion region : right.frame.calibration.regions) {
        region.area_in_frame.x += shift;
        both.frame.calibration.regions.push_back(region);
    }
    for (RenderedMass mass : right.masses) {
        for (cv::Point2d& point : mass.contour_in_frame) point.x += shift;
        both.masses.push_back(std::move(mass));
    }
    return both;
}

}  // namespace sonomask::phantom
