#include "descriptors/fractal.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "descriptors/outline.h"

namespace sonomask::descriptors {
namespace {

/// Points on the outline so dense that it skips no box.
constexpr int kDensePoints = 2048;
/// Grids of boxes are laid at this many places along each axis; the least number of boxes counts.
constexpr int kPlaces = 4;

/// The cells of a grid that points lie in; neighbours that share one give it once.
std::vector<cv::Point> cellsOf(const Points& points, double side) {
    std::vector<cv::Point> cells;
    for (const cv::Point2d& point : points) {
        const cv::Point cell(cvFloor(point.x / side), cvFloor(point.y / side));
        if (cells.empty() || cells.back() != cell) cells.push_back(cell);
    }
    return cells;
}

/// How many boxes of `kPlaces` times `kPlaces` cells hold one of the cells, which are not negative.
int boxesOf(const std::vector<cv::Point>& cells, const cv::Point& shift, int boxes_across) {
    std::vector<char> taken(static_cast<std::size_t>(boxes_across * boxes_across), 0);
    for (const cv::Point& cell : cells) {
        const cv::Point box = (cell + shift) / kPlaces;
        taken[static_cast<std::size_t>(box.y * boxes_across + box.x)] = 1;
    }
    return static_cast<int>(std::count(taken.begin(), taken.end(), 1));
}

int fewestBoxes(const Points& points, double extent, int divisions) {
    std::vector<cv::Point> cells = cellsOf(points, extent / divisions / kPlaces);
    const cv::Point first = cv::boundingRect(cells).tl();
    const cv::Point origin(first.x - (first.x & (kPlaces - 1)),
                           first.y - (first.y & (kPlaces - 1)));
    for (cv::Point& cell : cells) cell -= origin;
    int fewest = static_cast<int>(points.size());
    for (int y = 1; y <= kPlaces; ++y)
        for (int x = 1; x <= kPlaces; ++x)
            fewest = std::min(fewest, boxesOf(cells, {x, y}, divisions + 3));
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
    for (int divisions = 8; divisions <= 64; divisions *= 2, ++count) {
        const double x = std::log(divisions);
        const double y = std::log(fewestBoxes(points, extent, divisions));
        sum_x += x;
        sum_y += y;
        sum_xx += x * x;
        sum_xy += x * y;
    }
    return (count * sum_xy - sum_x * sum_y) / (count * sum_xx - sum_x * sum_x);
}

}  // namespace sonomask::descriptors
