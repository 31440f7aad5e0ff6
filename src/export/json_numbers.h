#pragma once

#include <cmath>

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

namespace sonomask::report {

/// More digits than the picture can carry only make files longer: 1/1000 pixel, 1/10000 otherwise.
inline double rounded(double value, double steps_per_unit = 1e4) {
    return std::round(value * steps_per_unit) / steps_per_unit;
}

/// For figures of any magnitude: Hu's seventh moment may be 1e-10 and less.
inline double toSixDigits(double value) {
    constexpr double kNothing = 1e-100;
    if (std::abs(value) < kNothing) return 0;
    return rounded(value, std::pow(10.0, 5 - std::floor(std::log10(std::abs(value)))));
}

inline nlohmann::json pointJson(const cv::Point2d& point) {
    return {rounded(point.x, 1e3), rounded(point.y, 1e3)};
}

template <class Point>
nlohmann::json pointsJson(const std::vector<Point>& points) {
    nlohmann::json result = nlohmann::json::array();
    for (const Point& point : points) result.push_back(pointJson(point));
    return result;
}

}  // namespace sonomask::report
