#include "descriptors/shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "descriptors/ellipse.h"
#include "descriptors/fourier.h"
#include "descriptors/fractal.h"
#include "descriptors/outline.h"

namespace sonomask::descriptors {
namespace {

constexpr double kPi = std::numbers::pi;

/// Curvature is measured after smoothing by this part of the equivalent radius: below lies the
/// wavering of the hand or the network that drew the outline.
constexpr double kCurvatureSigma = 0.06;
/// Harmonics of the outline up to here are form, beyond up to the last are undulation.
constexpr int kFormHarmonics = 4;
constexpr int kLastHarmonic = 20;
/// Depth of a dent, as a part of the equivalent radius, from which it is counted.
constexpr double kDentDepth = 0.05;
/// Turn, in radians, of a bulge or a hollow from which it parts lobes.
constexpr double kLobeTurn = 0.12;
/// A spicule turns at least this much ...
constexpr double kSpiculeTurn = 0.9;
/// ... within a stretch no longer than this, in equivalent radii.
constexpr double kSpiculeLength = 0.45;

/// A stretch of the outline whose curvature keeps its sign.
struct Stretch {
    double turn = 0;  ///< radians; negative for a hollow
    double length = 0;
};

std::vector<Stretch> stretchesOf(const std::vector<double>& curvature, double step) {
    const std::size_t count = curvature.size();
    // Start where the sign changes, so that no stretch is cut in two.
    std::size_t start = 0;
    while (start < count &&
           (curvature[start] >= 0) == (curvature[(start + count - 1) % count] >= 0))
        ++start;
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = (start + i) % count;
        const std::size_t before = (at + count - 1) % count;
        if (stretches.empty() || (curvature[at] >= 0) != (curvature[before] >= 0))
            stretches.push_back({});
        stretches.back().turn += curvature[at] * step;
        stretches.back().length += step;
    }
    return stretches;
}

int lobesIn(const std::vector<Stretch>& stretches) {
    const auto hollows = std::count_if(stretches.begin(), stretches.end(),
                                       [](const Stretch& part) { return part.turn < -kLobeTurn; });
    return std::max(1, static_cast<int>(hollows));
}

int spiculesIn(const std::vector<Stretch>& stretches, double radius) {
    return static_cast<int>(
        std::count_if(stretches.begin(), stretches.end(), [&](const Stretch& part) {
            return part.turn > kSpiculeTurn && part.length < kSpiculeLength * radius;
        }));
}

double meanOf(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

double relativeDeviation(const std::vector<double>& values) {
    const double mean = meanOf(values);
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size())) / mean;
}

double smallestRectangleArea(const Points& outline) {
    const std::vector<cv::Point2f> single(outline.begin(), outline.end());
    return cv::minAreaRect(single).size.area();
}

/// How deep each point of the outline lies under the convex hull's nearest side.
std::vector<double> depthsUnder(const Points& hull, const Points& outline) {
    std::vector<double> depths(outline.size(), 1e300);
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const cv::Point2d side = hull[(i + 1) % hull.size()] - hull[i];
        const double length = cv::norm(side);
        if (length <= 0) continue;
        const cv::Point2d along = side / length;
        for (std::size_t k = 0; k < outline.size(); ++k)
            depths[k] = std::min(depths[k], std::abs(along.cross(outline[k] - hull[i])));
    }
    return depths;
}

int dentsDeeperThan(const std::vector<double>& depths, double limit) {
    int dents = 0;
    for (std::size_t i = 0; i < depths.size(); ++i)
        if (depths[i] > limit && depths[(i + depths.size() - 1) % depths.size()] <= limit) ++dents;
    return dents;
}

void measureCurvature(const Points& even_outline, double radius, Shape& shape) {
    const Points outline = smoothed(even_outline, kCurvatureSigma * radius);
    const std::vector<double> curvature = curvatureOf(outline);
    const double step = perimeterOf(outline) / static_cast<double>(outline.size());
    double total = 0;
    for (const double value : curvature) total += std::abs(value);
    shape.total_turn = total * step / (2 * kPi);
    const std::vector<Stretch> stretches = stretchesOf(curvature, step);
    shape.lobes = lobesIn(stretches);
    shape.spicules = spiculesIn(stretches, radius);
}

/// Energy of the harmonics other than the ellipse's own (1 and -1), as a part of the first.
void measureHarmonics(const Points& outline, Shape& shape) {
    const Harmonics harmonics = harmonicsOf(outline, kLastHarmonic);
    double form = 0;
    double undulation = 0;
    for (int k = 2; k <= kLastHarmonic; ++k) {
        const double energy = std::norm(harmonics.at(k)) + std::norm(harmonics.at(-k));
        (k <= kFormHarmonics ? form : undulation) += energy;
    }
    const double first = std::max(std::abs(harmonics.at(1)), std::abs(harmonics.at(-1)));
    shape.form_deviation = std::sqrt(form) / first;
    shape.undulation = std::sqrt(undulation) / first;
}

void measureEllipse(const Points& outline, double radius, Shape& shape) {
    const Ellipse ellipse = ellipseWithMomentsOf(outline);
    shape.aspect = ellipse.minor_radius / ellipse.major_radius;
    shape.tilt_degrees = ellipse.tilt_degrees;
    shape.ellipse_residual = distanceTo(ellipse, outline) / radius;
    shape.ellipse_overlap = overlapWith(ellipse, outline);
}

}  // namespace

Shape measureShape(const Points& even_outline) {
    Shape shape;
    const double area = areaOf(even_outline);
    const double perimeter = perimeterOf(even_outline);
    const double radius = std::sqrt(area / kPi);
    const Points hull = hullOf(even_outline);
    shape.rectangularity = area / smallestRectangleArea(even_outline);
    shape.solidity = area / areaOf(hull);
    shape.convexity = perimeterOf(hull) / perimeter;
    shape.circularity = 4 * kPi * area / (perimeter * perimeter);
    shape.fractal_dimension = fractalDimension(even_outline);
    const std::vector<double> depths = depthsUnder(hull, even_outline);
    shape.deepest_dent = *std::max_element(depths.begin(), depths.end()) / radius;
    shape.dents = dentsDeeperThan(depths, kDentDepth * radius);
    std::vector<double> distances;
    const cv::Point2d centre = centroidOf(even_outline);
    for (const cv::Point2d& point : even_outline) distances.push_back(cv::norm(point - centre));
    shape.radial_deviation = relativeDeviation(distances);
    measureCurvature(even_outline, radius, shape);
    measureHarmonics(even_outline, shape);
    measureEllipse(even_outline, radius, shape);
    return shape;
}

Features featuresOf(const Shape& shape) {
    return {{"rectangularity", shape.rectangularity},
            {"aspect", shape.aspect},
            {"tilt_degrees", shape.tilt_degrees},
            {"ellipse_residual", shape.ellipse_residual},
            {"ellipse_overlap", shape.ellipse_overlap},
            {"convexity", shape.convexity},
            {"solidity", shape.solidity},
            {"circularity", shape.circularity},
            {"fractal_dimension", shape.fractal_dimension},
            {"total_turn", shape.total_turn},
            {"form_deviation", shape.form_deviation},
            {"undulation", shape.undulation},
            {"radial_deviation", shape.radial_deviation},
            {"deepest_dent", shape.deepest_dent},
            {"dents", double(shape.dents)},
            {"lobes", double(shape.lobes)},
            {"spicules", double(shape.spicules)}};
}

}  // namespace sonomask::descriptors
