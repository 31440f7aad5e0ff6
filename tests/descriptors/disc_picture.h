#pragma once

#include <vector>

#include <opencv2/imgproc.hpp>

#include "shapes.h"

namespace sonomask::descriptors {

inline std::vector<cv::Point2f> discAt(const cv::Point2d& middle, double radius) {
    const Points points = flower(middle, radius, 0, 0, 1);
    return {points.begin(), points.end()};
}

/// Even tissue with a dark disc, its edge smoothed by `blur`.
inline cv::Mat pictureOf(const std::vector<cv::Point2f>& contour, const cv::Size& size,
                         double blur) {
    cv::Mat grey(size, CV_8UC1, cv::Scalar(120));
    const std::vector<cv::Point> corners(contour.begin(), contour.end());
    cv::fillPoly(grey, std::vector{corners}, cv::Scalar(30));
    if (blur > 0) cv::GaussianBlur(grey, grey, {}, blur);
    return grey;
}

/// The same frame in twice the resolution and with less contrast.
struct Enlarged {
    cv::Mat grey;
    cv::Rect region;
    std::vector<cv::Point2f> contour;
};

inline Enlarged enlarged(const cv::Mat& grey, const cv::Rect& region,
                         const std::vector<cv::Point2f>& contour) {
    Enlarged result{{}, {2 * region.tl(), region.size() * 2}, {}};
    cv::resize(grey, result.grey, {}, 2, 2, cv::INTER_CUBIC);
    result.grey.convertTo(result.grey, -1, 0.8, 10);
    for (const cv::Point2f& point : contour)
        result.contour.emplace_back(2 * point.x + 0.5F, 2 * point.y + 0.5F);
    return result;
}

}  // namespace sonomask::descriptors
