#include "descriptors/fractal.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "descriptors/outline.h"

namespace sonomask::descriptors {
namespace {

/// Points on the outline so dense that it skips no box.
constexpr int kDensePoints = 2048;
/// Grids of boxes are laid at this many places along each axis; the least number of boxes counts.
constexpr int kPlaces = 4;

std::size_t boxesOf(const Points& points, double side, const cv::Point2d& origin) {
    std::vector<std::pair<int, int>> boxes;
    boxes.reserve(points.size());
    for (const cv::Point2d& point : points) {
        const std::pair box(cvFloor((point.x - origin.x) / side),
                            cvFloor((point.y - origin.y) / side));
        if (boxes.empty() || boxes.back() != box) boxes.push_back(box);
    }
    std::sort(boxes.begin(), boxes.end());
    return static_cast<std::size_t>(std::unique(boxes.begin(), boxes.end()) - boxes.begin());
}

std::size_t fewestBoxes(const Points& points, double side) {
    std::size_t fewest = points.size();
    for (int y = 0; y < kPlaces; ++y)
        for (int x = 0; x < kPlaces; ++x)
            fewest = std::min(fewest, boxesOf(points, side, cv::Point2d(x, y) * (side / kPlaces)));
    return fewest;
}

}  // namespace

double fractalDimension(const Points& outline) {
    const Points points = resampled(outline, kDensePoints);
    const auto by_x = [](const auto& a, const auto& b) { return a.x < b.x; };
    const auto by_y = [](const auto& a, const auto& b) { return a.y < b.y; };
    const auto [left, right] = std::minmax_element(points.begin(), points.end(), by_x);
    const auto [top, bottom] = std::minmax_element(points.begin(), points.end(), by_y);
    const double extent = std::max(right->x - left->x, bottom->y - top->y);
    double sum_x = 0;
    double sum_y = 0;
    double sum_xx = 0;
    double sum_xy = 0;
    int count = 0;
    for (double divisions = 8; divisions <= 64; divisions *= 2, ++count) {
        const double x = std::log(divisions);
        const double y = std::log(double(fewestBoxes(points, extent / divisions)));
        sum_x += x;
        sum_y += y;
        sum_xx += x * x;
        sum_xy += x * y;
    }
    return (count * sum_xy - sum_x * sum_y) / (count * sum_xx - sum_x * sum_x);
}

}  // namespace sonomask::descriptors
