#include "descriptors/outline.h"

#include <cmath>
#include <numbers>
#include <numeric>

#include <opencv2/imgproc.hpp>

namespace sonomask::descriptors {
namespace {

/// Weights of a Gaussian whose sigma is given in steps between points, without the middle one.
std::vector<double> halfGaussian(double sigma_in_steps) {
    const int reach = static_cast<int>(std::ceil(4 * sigma_in_steps));
    std::vector<double> weights;
    for (int i = 1; i <= reach; ++i)
        weights.push_back(std::exp(-0.5 * i * i / (sigma_in_steps * sigma_in_steps)));
    return weights;
}

Points averaged(const Points& outline, const std::vector<double>& half) {
    const std::size_t count = outline.size();
    const std::size_t reach = half.size();
    Points unrolled;  // the outline with as much more at both ends as the average sees
    unrolled.reserve(count + 2 * reach);
    for (std::size_t i = 0; i < count + 2 * reach; ++i)
        unrolled.push_back(outline[(i + count - reach % count) % count]);
    const double weight = 1 + 2 * std::accumulate(half.begin(), half.end(), 0.0);
    Points result(count);
    for (std::size_t i = 0; i < count; ++i) {
        const cv::Point2d* at = &unrolled[i + reach];
        cv::Point2d sum = *at;
        for (std::size_t k = 1; k <= reach; ++k) sum += half[k - 1] * (*(at + k) + *(at - k));
        result[i] = sum / weight;
    }
    return result;
}

}  // namespace

Points resampled(const Points& outline, int count) {
    const double step = perimeterOf(outline) / count;
    Points result;
    result.reserve(static_cast<std::size_t>(count));
    double walked = 0;
    double next = 0;
    for (std::size_t i = 0; i < outline.size() && static_cast<int>(result.size()) < count; ++i) {
        const cv::Point2d& from = outline[i];
        const cv::Point2d along = outline[(i + 1) % outline.size()] - from;
        const double length = cv::norm(along);
        for (; next < walked + length && static_cast<int>(result.size()) < count; next += step)
            result.push_back(from + (next - walked) / length * along);
        walked += length;
    }
    // Rounding can leave the last point out.
    while (static_cast<int>(result.size()) < count) result.push_back(outline.back());
    return result;
}

Points smoothed(const Points& even_outline, double sigma) {
    const double step = perimeterOf(even_outline) / static_cast<double>(even_outline.size());
    if (sigma <= 0.3 * step) return even_outline;
    const std::vector<double> half = halfGaussian(sigma / step);
    const Points once = averaged(even_outline, half);
    // What a second pass takes away is what the first took too much.
    const Points twice = averaged(once, half);
    Points result(even_outline.size());
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = 2 * once[i] - twice[i];
    return result;
}

std::vector<double> curvatureOf(const Points& even_outline) {
    const std::size_t count = even_outline.size();
    const double sign = signedAreaOf(even_outline) >= 0 ? 1 : -1;
    std::vector<double> curvature(count);
    for (std::size_t i = 0; i < count; ++i) {
        const cv::Point2d before = even_outline[i] - even_outline[(i + count - 1) % count];
        const cv::Point2d after = even_outline[(i + 1) % count] - even_outline[i];
        const double turn = std::atan2(before.cross(after), before.dot(after));
        const double length = (cv::norm(before) + cv::norm(after)) / 2;
        curvature[i] = length > 0 ? sign * turn / length : 0;
    }
    return curvature;
}

cv::Mat filled(const Points& outline, const cv::Size& size, int sub_pixel_bits) {
    std::vector<cv::Point> corners;
    for (const cv::Point2d& point : outline)
        corners.push_back(point * std::ldexp(1.0, sub_pixel_bits));
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    cv::fillPoly(mask, std::vector{corners}, cv::Scalar(255), cv::LINE_8, sub_pixel_bits);
    return mask;
}

cv::Point2d centroidOf(const Points& outline) {
    cv::Point2d sum;
    double twice_area = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const cv::Point2d& a = outline[i];
        const cv::Point2d& b = outline[(i + 1) % outline.size()];
        const double part = a.cross(b);
        twice_area += part;
        sum += part * (a + b);
    }
    return twice_area != 0 ? sum / (3 * twice_area) : outline.front();
}

}  // namespace sonomask::descriptors
