#include "descriptors/ellipse.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "descriptors/outline.h"

namespace sonomask::descriptors {
namespace {

constexpr double kPi = std::numbers::pi;
/// Longer side, in pixels, of the raster on which areas are compared.
constexpr int kRasterSide = 400;

/// Second central moments of the region within the outline, divided by its area (Green's theorem).
struct Spread {
    double xx = 0;
    double yy = 0;
    double xy = 0;
};

Spread spreadOf(const Points& outline, const cv::Point2d& centre) {
    Spread sum;
    double twice_area = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const cv::Point2d a = outline[i] - centre;
        const cv::Point2d b = outline[(i + 1) % outline.size()] - centre;
        const double part = a.cross(b);
        twice_area += part;
        sum.xx += part * (a.x * a.x + a.x * b.x + b.x * b.x) / 6;
        sum.yy += part * (a.y * a.y + a.y * b.y + b.y * b.y) / 6;
        sum.xy += part * (2 * a.x * a.y + a.x * b.y + b.x * a.y + 2 * b.x * b.y) / 12;
    }
    if (twice_area == 0) return {};
    return {sum.xx / twice_area, sum.yy / twice_area, sum.xy / twice_area};
}

/// The point in the ellipse's own axes.
cv::Point2d within(const Ellipse& ellipse, const cv::Point2d& point) {
    const cv::Point2d d = point - ellipse.centre;
    const double c = std::cos(ellipse.turn);
    const double s = std::sin(ellipse.turn);
    return {c * d.x + s * d.y, c * d.y - s * d.x};
}

cv::Mat raster(const Points& outline, const cv::Point2d& origin, double scale,
               const cv::Size& size) {
    Points scaled;
    scaled.reserve(outline.size());
    for (const cv::Point2d& point : outline) scaled.push_back((point - origin) * scale);
    return filled(scaled, size);
}

}  // namespace

Points pointsOf(const Ellipse& ellipse, int count) {
    Points points;
    for (int i = 0; i < count; ++i) {
        const double t = 2 * kPi * i / count;
        const double x = ellipse.major_radius * std::cos(t);
        const double y = ellipse.minor_radius * std::sin(t);
        points.push_back(ellipse.centre +
                         cv::Point2d(x * std::cos(ellipse.turn) - y * std::sin(ellipse.turn),
                                     x * std::sin(ellipse.turn) + y * std::cos(ellipse.turn)));
    }
    return points;
}

Ellipse ellipseWithMomentsOf(const Points& outline) {
    Ellipse ellipse;
    ellipse.centre = centroidOf(outline);
    const Spread spread = spreadOf(outline, ellipse.centre);
    const double mean = (spread.xx + spread.yy) / 2;
    const double swing = std::hypot((spread.xx - spread.yy) / 2, spread.xy);
    ellipse.turn = 0.5 * std::atan2(2 * spread.xy, spread.xx - spread.yy);
    ellipse.tilt_degrees =
        std::atan2(std::abs(std::sin(ellipse.turn)), std::abs(std::cos(ellipse.turn))) * 180 / kPi;
    const double ratio = std::sqrt(std::max(1e-6, mean - swing) / std::max(1e-6, mean + swing));
    const double area = areaOf(outline);
    ellipse.major_radius = std::sqrt(area / (kPi * ratio));
    ellipse.minor_radius = ellipse.major_radius * ratio;
    return ellipse;
}

double distanceTo(const Ellipse& ellipse, const Points& outline) {
    const double a = ellipse.major_radius;
    const double b = ellipse.minor_radius;
    double squares = 0;
    for (const cv::Point2d& point : outline) {
        const cv::Point2d p = within(ellipse, point);
        const double level = p.x * p.x / (a * a) + p.y * p.y / (b * b) - 1;
        const double slope = 2 * std::hypot(p.x / (a * a), p.y / (b * b));
        const double distance = slope > 0 ? level / slope : b;
        squares += distance * distance;
    }
    return std::sqrt(squares / static_cast<double>(outline.size()));
}

double overlapWith(const Ellipse& ellipse, const Points& outline) {
    const Points other = pointsOf(ellipse, 360);
    cv::Point2d low = outline.front();
    cv::Point2d high = low;
    for (const Points* points : {&outline, &other})
        for (const cv::Point2d& point : *points) {
            low = {std::min(low.x, point.x), std::min(low.y, point.y)};
            high = {std::max(high.x, point.x), std::max(high.y, point.y)};
        }
    const double scale = (kRasterSide - 1) / std::max(high.x - low.x, high.y - low.y);
    const cv::Size size(cvCeil((high.x - low.x) * scale) + 1, cvCeil((high.y - low.y) * scale) + 1);
    const cv::Mat a = raster(outline, low, scale, size);
    const cv::Mat b = raster(other, low, scale, size);
    return double(cv::countNonZero(a & b)) / cv::countNonZero(a | b);
}

}  // namespace sonomask::descriptors
