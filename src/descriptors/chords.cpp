#include "descriptors/chords.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <opencv2/imgproc.hpp>

namespace sonomask::descriptors {
namespace {

/// Where the outline is cut by the line `along == position`: its two outermost points, as offsets
/// across. The outline does not cross itself, so its extent is linear between two corners and
/// largest at one of them.
struct Cut {
    double lowest = std::numeric_limits<double>::max();
    double highest = std::numeric_limits<double>::lowest();

    void include(double across) {
        lowest = std::min(lowest, across);
        highest = std::max(highest, across);
    }
    double length() const { return highest - lowest; }
};

/// Where the edge from a to b meets that line; it must.
void cutEdge(const cv::Point2d& a, const cv::Point2d& b, double position, Cut& cut) {
    if (a.x == b.x) {
        cut.include(a.y);
        cut.include(b.y);
    } else {
        cut.include(a.y + (position - a.x) / (b.x - a.x) * (b.y - a.y));
    }
}

/// The cuts at each of the positions, which are sorted. `turned` holds the outline with x along the
/// direction and y across it. An edge is short: it meets few of the lines.
std::vector<Cut> cutsAt(const Points& turned, const std::vector<double>& positions) {
    std::vector<Cut> cuts(positions.size());
    for (std::size_t i = 0; i < turned.size(); ++i) {
        const cv::Point2d& a = turned[i];
        const cv::Point2d& b = turned[(i + 1) % turned.size()];
        const double last = std::max(a.x, b.x);
        auto at = std::lower_bound(positions.begin(), positions.end(), std::min(a.x, b.x));
        for (; at != positions.end() && *at <= last; ++at)
            cutEdge(a, b, *at, cuts[static_cast<std::size_t>(at - positions.begin())]);
    }
    return cuts;
}

}  // namespace

double lengthOf(const Chord& chord) {
    return cv::norm(chord.second - chord.first);
}

double signedAreaOf(const Points& outline) {
    double twice = 0;
    for (std::size_t i = 0; i < outline.size(); ++i)
        twice += outline[i].cross(outline[(i + 1) % outline.size()]);
    return twice / 2;
}

double areaOf(const Points& outline) {
    return std::abs(signedAreaOf(outline));
}

double perimeterOf(const Points& outline) {
    double sum = 0;
    for (std::size_t i = 0; i < outline.size(); ++i)
        sum += cv::norm(outline[(i + 1) % outline.size()] - outline[i]);
    return sum;
}

Points hullOf(const Points& outline) {
    // OpenCV's hull takes single precision only; the corners are then looked up in double.
    const std::vector<cv::Point2f> single(outline.begin(), outline.end());
    std::vector<int> corners;
    cv::convexHull(single, corners);
    Points hull;
    hull.reserve(corners.size());
    for (const int corner : corners) hull.push_back(outline[static_cast<std::size_t>(corner)]);
    return hull;
}

Chord longestChord(const Points& outline) {
    const Points hull = hullOf(outline);
    Chord best{outline.front(), outline.front()};
    double best_length = 0;
    for (std::size_t i = 0; i < hull.size(); ++i)
        for (std::size_t j = i + 1; j < hull.size(); ++j)
            if (const double length = cv::norm(hull[j] - hull[i]); length > best_length) {
                best_length = length;
                best = {hull[i], hull[j]};
            }
    return best;
}

Chord longestChordAcross(const Points& outline, const cv::Point2d& direction) {
    const cv::Point2d across(-direction.y, direction.x);
    Points turned;
    turned.reserve(outline.size());
    for (const cv::Point2d& point : outline)
        turned.emplace_back(point.dot(direction), point.dot(across));
    std::vector<double> positions;
    positions.reserve(turned.size());
    for (const cv::Point2d& corner : turned) positions.push_back(corner.x);
    std::sort(positions.begin(), positions.end());
    const std::vector<Cut> cuts = cutsAt(turned, positions);
    const auto cutAt = [&](double position) {
        const auto at = std::lower_bound(positions.begin(), positions.end(), position);
        return cuts[static_cast<std::size_t>(at - positions.begin())];
    };
    double position = turned.front().x;
    Cut best = cutAt(position);
    for (const cv::Point2d& corner : turned) {
        const Cut cut = cutAt(corner.x);
        if (cut.length() <= best.length()) continue;
        best = cut;
        position = corner.x;
    }
    return {position * direction + best.lowest * across,
            position * direction + best.highest * across};
}

}  // namespace sonomask::descriptors
