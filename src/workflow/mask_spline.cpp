#include "workflow/mask_spline.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace sonomask::workflow {
namespace {

using segmentation::Contour;

double distanceBetween(const cv::Point2d& a, const cv::Point2d& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// The curve between p1 and p2 at `u` in 0..1 (Barry & Goldman 1988, knots spaced by the square
/// root of the distance).
cv::Point2d splineAt(const cv::Point2d p[4], double u) {
    double knot[4] = {0, 0, 0, 0};
    for (int i = 1; i < 4; ++i)
        knot[i] = knot[i - 1] + std::max(1e-6, std::sqrt(distanceBetween(p[i - 1], p[i])));
    const double t = knot[1] + u * (knot[2] - knot[1]);
    cv::Point2d points[4] = {p[0], p[1], p[2], p[3]};
    // Level by level, as de Casteljau; only the last one is limited to the middle interval.
    for (int level = 1; level <= 2; ++level)
        for (int i = 0; i < 4 - level; ++i) {
            const double span = knot[i + level] - knot[i];
            points[i] = ((knot[i + level] - t) * points[i] + (t - knot[i]) * points[i + 1]) / span;
        }
    return ((knot[2] - t) * points[0] + (t - knot[1]) * points[1]) / (knot[2] - knot[1]);
}

Contour withoutRepeats(const Contour& points) {
    Contour result;
    for (const cv::Point2f& point : points)
        if (result.empty() || distanceBetween(result.back(), point) > 1e-3) result.push_back(point);
    while (result.size() > 1 && distanceBetween(result.front(), result.back()) <= 1e-3)
        result.pop_back();
    return result;
}

/// `count` points at equal distances along a closed contour.
Contour evenlySpaced(const Contour& contour, int count) {
    const double length = cv::arcLength(contour, true);
    Contour result;
    double walked = 0;
    std::size_t i = 0;
    for (int k = 0; k < count; ++k) {
        const double wanted = length * k / count;
        double step = distanceBetween(contour[i], contour[(i + 1) % contour.size()]);
        while (walked + step < wanted && i + 1 < contour.size()) {
            walked += step;
            ++i;
            step = distanceBetween(contour[i], contour[(i + 1) % contour.size()]);
        }
        const double share = step > 0 ? (wanted - walked) / step : 0;
        const cv::Point2f next = contour[(i + 1) % contour.size()];
        result.push_back(contour[i] + static_cast<float>(share) * (next - contour[i]));
    }
    return result;
}

double farthestOff(const Contour& contour, const Contour& spline) {
    double farthest = 0;
    for (const cv::Point2f& point : contour)
        farthest = std::max(farthest, std::abs(cv::pointPolygonTest(spline, point, true)));
    return farthest;
}

}  // namespace

Contour closedSpline(const Contour& points_in_frame, double step_px) {
    const Contour points = withoutRepeats(points_in_frame);
    if (points.size() < 3) return points;
    const std::size_t n = points.size();
    Contour curve;
    for (std::size_t i = 0; i < n; ++i) {
        const cv::Point2d p[4] = {points[(i + n - 1) % n], points[i], points[(i + 1) % n],
                                  points[(i + 2) % n]};
        const int samples = std::max(1, cvCeil(distanceBetween(p[1], p[2]) / step_px));
        for (int k = 0; k < samples; ++k)
            curve.emplace_back(splineAt(p, static_cast<double>(k) / samples));
    }
    return curve;
}

Contour handlesOf(const Contour& contour_in_frame, double tolerance_px) {
    const Contour contour = withoutRepeats(contour_in_frame);
    constexpr int kFewest = 8;
    constexpr double kMore = 1.5;
    const int most = static_cast<int>(contour.size());
    if (most <= kFewest) return contour;
    for (double count = kFewest; count < most; count *= kMore) {
        const Contour handles = evenlySpaced(contour, static_cast<int>(count));
        if (farthestOff(contour, closedSpline(handles)) <= tolerance_px) return handles;
    }
    return contour;
}

}  // namespace sonomask::workflow
