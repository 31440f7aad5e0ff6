#include "phantom/shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "phantom/noise.h"

namespace sonomask::phantom {
namespace {

constexpr int kContourPoints = 1440;
constexpr double kPi = std::numbers::pi;

/// Relative radius over the angle, added wave by wave; starts as 1 everywhere.
class RadiusProfile {
  public:
    RadiusProfile() : factor_(kContourPoints, 1.0) {}

    double at(int index) const { return factor_[index]; }

    /// Waves of 2 .. `highest` periods with falling strength.
    void addWaves(Random& random, double strength, int highest) {
        for (int period = 2; period <= highest; ++period) {
            const double amplitude = strength * random.between(0.5, 1.0) / std::sqrt(period - 1.0);
            const double phase = random.between(0, 2 * kPi);
            forEachAngle([&](double angle, double& factor) {
                factor += amplitude * std::cos(period * angle + phase);
            });
        }
    }

    /// Straight edges between a few corners.
    void addCorners(Random& random) {
        const int corners = 7 + random.below(4);
        std::vector<double> radius(corners);
        for (double& value : radius) value = random.between(0.8, 1.12);
        const double turn = random.between(0, 2 * kPi);
        forEachAngle([&](double angle, double& factor) {
            const double place = std::fmod(angle + turn, 2 * kPi) / (2 * kPi) * corners;
            const int from = static_cast<int>(place) % corners;
            const double a = radius[from], b = radius[(from + 1) % corners];
            const double step = 2 * kPi / corners, t = (place - std::floor(place)) * step;
            // The chord between two corners, in polar form.
            factor *= a * b * std::sin(step) / (a * std::sin(t) + b * std::sin(step - t));
        });
    }

    /// A row of `lobes` round bulges, unlike each other in width and height.
    void addLobules(Random& random, int lobes) {
        std::vector<double> ends(lobes), heights(lobes);
        double turn = 0;
        for (double& end : ends) end = turn += random.between(0.5, 1.5);
        for (double& height : heights) height = random.between(0.06, 0.16);
        const double start = random.between(0, 2 * kPi);
        forEachAngle([&](double angle, double& factor) {
            const double place = std::fmod(angle + start, 2 * kPi) / (2 * kPi) * turn;
            const auto end = std::upper_bound(ends.begin(), ends.end() - 1, place);
            const double from = end == ends.begin() ? 0 : *(end - 1);
            const double within = (place - from) / (*end - from);
            const double bulge = std::sqrt(std::max(0.0, std::sin(kPi * within)));
            factor += heights[end - ends.begin()] * (bulge - 0.7);
        });
        soften();
    }

    /// Spikes that taper outwards, most of them short.
    void addSpicules(Random& random) {
        const int spicules = 9 + random.below(8);
        for (int i = 0; i < spicules; ++i) {
            const double centre = random.between(0, 2 * kPi), draw = random.between(0, 1);
            const double length = 0.1 + 0.5 * draw * draw;
            const double width = random.between(0.08, 0.2);
            forEachAngle([&](double angle, double& factor) {
                const double away = std::abs(std::remainder(angle - centre, 2 * kPi)) / width;
                if (away < 1) factor += length * (1 - away) * (1 - away);
            });
        }
        soften();
    }

  private:
    template <typename Change>
    void forEachAngle(Change change) {
        for (int i = 0; i < kContourPoints; ++i) change(2 * kPi * i / kContourPoints, factor_[i]);
    }

    /// Rounds edges off over about a degree.
    void soften() {
        for (int pass = 0; pass < 6; ++pass) {
            std::vector<double> softer(kContourPoints);
            for (int i = 0; i < kContourPoints; ++i) {
                const double before = factor_[(i + kContourPoints - 1) % kContourPoints];
                const double after = factor_[(i + 1) % kContourPoints];
                softer[i] = (before + 2 * factor_[i] + after) / 4;
            }
            factor_ = std::move(softer);
        }
    }

    std::vector<double> factor_;
};

RadiusProfile profileOf(const Mass& mass) {
    RadiusProfile profile;
    Random random(childSeed(mass.seed, 1));
    if (mass.lobulation > 0) profile.addWaves(random, mass.lobulation, 3);
    if (mass.shape == Shape::Irregular) profile.addWaves(random, 0.14, 7);
    if (mass.margin.angular) profile.addCorners(random);
    if (mass.margin.microlobulated) {
        const double around_mm = kPi * (mass.long_axis_mm + mass.short_axis_mm) / 2;
        profile.addLobules(random, std::clamp(static_cast<int>(around_mm / 2.6), 7, 24));
    }
    if (mass.margin.spiculated) profile.addSpicules(random);
    return profile;
}

double sectionScale(const Mass& mass, double plane_mm) {
    const double off = (plane_mm - mass.elevation_mm) / mass.elevation_radius_mm;
    return off * off < 1 ? std::sqrt(1 - off * off) : 0;
}

/// The points of the pair that are farthest from each other, found on the convex hull.
std::pair<cv::Point2d, cv::Point2d> farthestPair(const std::vector<cv::Point2d>& contour) {
    std::vector<cv::Point2f> points(contour.begin(), contour.end()), hull;
    cv::convexHull(points, hull);
    std::pair<cv::Point2d, cv::Point2d> best{hull.front(), hull.front()};
    double best_length2 = 0;
    for (const cv::Point2d a : hull) {
        for (const cv::Point2d b : hull) {
            const double length2 = (a - b).dot(a - b);
            if (length2 > best_length2) {
                best_length2 = length2;
                best = {a, b};
            }
        }
    }
    return best;
}

/// The contour's extent along a unit vector.
double extentAlong(const std::vector<cv::Point2d>& contour, const cv::Point2d& direction) {
    double low = contour.front().dot(direction), high = low;
    for (const cv::Point2d& point : contour) {
        low = std::min(low, point.dot(direction));
        high = std::max(high, point.dot(direction));
    }
    return high - low;
}

/// Where a horizontal line crosses the polygon's edges, sorted.
std::vector<double> crossings(const std::vector<cv::Point2d>& contour, double y) {
    std::vector<double> found;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        const cv::Point2d& a = contour[i];
        const cv::Point2d& b = contour[(i + 1) % contour.size()];
        if ((a.y <= y) != (b.y <= y)) found.push_back(a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y));
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

std::vector<cv::Point2d> massContour(const Mass& mass, double plane_mm) {
    const double scale = sectionScale(mass, plane_mm);
    if (scale <= 0) return {};
    const RadiusProfile profile = profileOf(mass);
    const double turn = mass.angle_deg * kPi / 180;
    const double a = scale * mass.long_axis_mm / 2, b = scale * mass.short_axis_mm / 2;
    std::vector<cv::Point2d> contour(kContourPoints);
    for (int i = 0; i < kContourPoints; ++i) {
        const double angle = 2 * kPi * i / kContourPoints;
        const double along = a * profile.at(i) * std::cos(angle);
        const double across = b * profile.at(i) * std::sin(angle);
        contour[i] = mass.centre_mm + cv::Point2d(along * std::cos(turn) - across * std::sin(turn),
                                                  along * std::sin(turn) + across * std::cos(turn));
    }
    return contour;
}

MassGeometry measureContour(std::vector<cv::Point2d> contour_mm) {
    MassGeometry geometry;
    if (contour_mm.size() < 3) return geometry;
    double doubled_area = 0;
    for (std::size_t i = 0; i < contour_mm.size(); ++i) {
        const cv::Point2d& from = contour_mm[i];
        const cv::Point2d& to = contour_mm[(i + 1) % contour_mm.size()];
        doubled_area += from.cross(to);
        geometry.perimeter_mm += cv::norm(to - from);
    }
    geometry.area_mm2 = std::abs(doubled_area) / 2;
    const auto [one, other] = farthestPair(contour_mm);
    cv::Point2d along = one.x < other.x ? other - one : one - other;
    geometry.long_axis_mm = cv::norm(along);
    along /= geometry.long_axis_mm;
    geometry.short_axis_mm = extentAlong(contour_mm, {-along.y, along.x});
    geometry.angle_deg = std::atan2(along.y, along.x) * 180 / kPi;
    geometry.width_mm = extentAlong(contour_mm, {1, 0});
    geometry.height_mm = extentAlong(contour_mm, {0, 1});
    geometry.contour_mm = std::move(contour_mm);
    return geometry;
}

cv::Mat fillContour(const std::vector<cv::Point2d>& contour, cv::Size size) {
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    for (int y = 0; y < size.height; ++y) {
        const std::vector<double> edges = crossings(contour, y);
        for (std::size_t i = 0; i + 1 < edges.size(); i += 2) {
            const int from = std::max(0, static_cast<int>(std::ceil(edges[i])));
            const int to = std::min(size.width - 1, static_cast<int>(std::floor(edges[i + 1])));
            if (from <= to) mask.row(y).colRange(from, to + 1).setTo(255);
        }
    }
    return mask;
}

}  // namespace sonomask::phantom
