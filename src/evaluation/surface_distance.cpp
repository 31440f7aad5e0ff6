#include "evaluation/surface_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "evaluation/statistics.h"

namespace sonomask::evaluation {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr double kHausdorffPercentile = 95;

/// 255 where a pixel of the mask has a 4-neighbour outside.
cv::Mat outlineOf(const cv::Mat& mask) {
    const cv::Mat inside = mask != 0;
    const cv::Mat cross = cv::getStructuringElement(cv::MORPH_CROSS, {3, 3});
    cv::Mat core;
    cv::erode(inside, core, cross, {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar::all(0));
    return inside - core;
}

/// The lower envelope of the parabolas `(step·(x - i))² + values[i]`, read at each x: one pass of
/// the separable squared distance transform.
class ParabolaEnvelope {
  public:
    explicit ParabolaEnvelope(int longest)
        : vertex_(static_cast<std::size_t>(longest)), from_(static_cast<std::size_t>(longest)) {}

    void transform(std::vector<double>& values, double step) {
        build(values, step);
        if (count_ == 0) return;
        const std::vector<double> heights = values;
        std::size_t current = 0;
        for (std::size_t x = 0; x < values.size(); ++x) {
            while (current + 1 < count_ && from_[current + 1] <= static_cast<double>(x)) ++current;
            const std::size_t i = vertex_[current];
            values[x] =
                square(step * (static_cast<double>(x) - static_cast<double>(i))) + heights[i];
        }
    }

  private:
    static double square(double value) { return value * value; }

    void build(const std::vector<double>& values, double step) {
        count_ = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i] == kFar) continue;
            double start = -kFar;
            while (count_ > 0) {
                start = crossing(values, vertex_[count_ - 1], i, step);
                if (start > from_[count_ - 1]) break;
                --count_;
                start = -kFar;
            }
            vertex_[count_] = i;
            from_[count_++] = start;
        }
    }

    /// Where the parabola of the later vertex `b` falls below that of `a`.
    static double crossing(const std::vector<double>& values, std::size_t a, std::size_t b,
                           double step) {
        const double x_a = static_cast<double>(a);
        const double x_b = static_cast<double>(b);
        const double rise = (values[b] - values[a]) / (step * step);
        return (rise + square(x_b) - square(x_a)) / (2 * (x_b - x_a));
    }

    std::vector<std::size_t> vertex_;
    std::vector<double> from_;
    std::size_t count_ = 0;
};

/// The squared distance of each pixel to the nearest non-zero pixel of `points` (CV_64FC1).
cv::Mat squaredDistanceTo(const cv::Mat& points, const PixelSpacing& spacing) {
    cv::Mat squared(points.size(), CV_64FC1, cv::Scalar(kFar));
    squared.setTo(0, points);
    ParabolaEnvelope envelope(std::max(points.rows, points.cols));
    std::vector<double> line(static_cast<std::size_t>(points.rows));
    for (int x = 0; x < points.cols; ++x) {
        for (int y = 0; y < points.rows; ++y)
            line[static_cast<std::size_t>(y)] = squared.at<double>(y, x);
        envelope.transform(line, spacing.y_mm);
        for (int y = 0; y < points.rows; ++y)
            squared.at<double>(y, x) = line[static_cast<std::size_t>(y)];
    }
    for (int y = 0; y < points.rows; ++y) {
        auto* row = squared.ptr<double>(y);
        line.assign(row, row + points.cols);
        envelope.transform(line, spacing.x_mm);
        std::copy(line.begin(), line.end(), row);
    }
    return squared;
}

/// From each point of one outline to the nearest of the other.
std::vector<double> directedDistances(const cv::Mat& from, const cv::Mat& to,
                                      const PixelSpacing& spacing) {
    const cv::Mat squared = squaredDistanceTo(to, spacing);
    std::vector<cv::Point> points;
    cv::findNonZero(from, points);
    std::vector<double> distances;
    distances.reserve(points.size());
    for (const cv::Point& point : points) distances.push_back(std::sqrt(squared.at<double>(point)));
    return distances;
}

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

std::optional<SurfaceDistance> surfaceDistance(const cv::Mat& predicted, const cv::Mat& reference,
                                               const PixelSpacing& spacing) {
    if (predicted.size() != reference.size() || predicted.type() != CV_8UC1 ||
        reference.type() != CV_8UC1)
        throw ConfigError("two masks can be compared only at one size, as 8-bit grey");
    if (!(spacing.x_mm > 0 && spacing.y_mm > 0))
        throw ConfigError("a pixel spacing must be positive");
    const cv::Mat outline_a = outlineOf(predicted);
    const cv::Mat outline_b = outlineOf(reference);
    const cv::Rect bounds_a = cv::boundingRect(outline_a);
    const cv::Rect bounds_b = cv::boundingRect(outline_b);
    if (bounds_a.empty() || bounds_b.empty()) return std::nullopt;
    // No path between the outlines leaves the box around both, so the rest need not be searched.
    const cv::Rect both = bounds_a | bounds_b;
    const auto there = directedDistances(outline_a(both), outline_b(both), spacing);
    const auto back = directedDistances(outline_b(both), outline_a(both), spacing);
    return SurfaceDistance{
        std::max(percentile(there, kHausdorffPercentile), percentile(back, kHausdorffPercentile)),
        (sum(there) + sum(back)) / double(there.size() + back.size())};
}

}  // namespace sonomask::evaluation
