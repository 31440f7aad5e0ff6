#include "descriptors/margin.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "descriptors/appearance.h"
#include "descriptors/outline.h"
#include "descriptors/samples.h"

namespace sonomask::descriptors {
namespace {

constexpr int kReach = kMarginReach;
/// Places along the outline; neighbours are averaged over `kAlong` patch pixels against speckle.
constexpr int kPlaces = 128;
constexpr double kAlong = 3.0;

/// The grey levels across the outline at one place, from inside to outside.
using Profile = std::array<double, 2 * kReach + 1>;

/// The places where edges are measured, with the normal at each.
std::vector<MarginEdge> placesAlong(const Points& outline) {
    const std::size_t count = outline.size();
    const double outwards = signedAreaOf(outline) >= 0 ? 1 : -1;
    std::vector<MarginEdge> places(count);
    for (std::size_t i = 0; i < count; ++i) {
        const cv::Point2d tangent = outline[(i + 1) % count] - outline[(i + count - 1) % count];
        const double length = outwards * std::max(1e-9, cv::norm(tangent));
        places[i].at = outline[i];
        places[i].outwards = {tangent.y / length, -tangent.x / length};
    }
    return places;
}

/// The picture along each normal: one row a place, from inside to outside.
cv::Mat sampledAlongNormals(const cv::Mat& picture, const std::vector<MarginEdge>& places) {
    cv::Mat points(static_cast<int>(places.size()), 2 * kReach + 1, CV_32FC2);
    for (int i = 0; i < points.rows; ++i) {
        const MarginEdge& place = places[static_cast<std::size_t>(i)];
        for (int k = -kReach; k <= kReach; ++k) {
            const cv::Point2d at = place.at + k * place.outwards;
            points.at<cv::Vec2f>(i, k + kReach) = {float(at.x), float(at.y)};
        }
    }
    cv::Mat sampled;
    cv::remap(picture, sampled, points, {}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return sampled;
}

/// Averages each row with its neighbours along the closed outline.
cv::Mat averagedAlong(const cv::Mat& rows, double sigma_in_rows) {
    cv::Mat ring;
    cv::vconcat(std::vector<cv::Mat>{rows, rows, rows}, ring);
    cv::GaussianBlur(ring, ring, {1, 0}, 0.01, sigma_in_rows);
    return ring.rowRange(rows.rows, 2 * rows.rows);
}

void measureEdge(const Profile& profile, MarginEdge& edge) {
    double inside = 0;
    double outside = 0;
    for (std::size_t k = 0; k < kReach - 2; ++k) {
        inside += profile[k];
        outside += profile[profile.size() - 1 - k];
    }
    edge.contrast = (outside - inside) / (kReach - 2);
    for (std::size_t k = 2; k + 2 < profile.size(); ++k) {
        const double rise = profile[k + 2] - profile[k - 2];
        if (rise <= edge.steepness) continue;
        edge.steepness = rise;
        edge.shift = double(k) - kReach;
    }
}

Samples collect(const std::vector<MarginEdge>& edges, double MarginEdge::*member) {
    std::vector<float> values;
    for (const MarginEdge& edge : edges) values.push_back(static_cast<float>(edge.*member));
    return Samples(std::move(values));
}

}  // namespace

std::vector<MarginEdge> marginEdges(const Patch& patch) {
    const Points outline = resampled(patch.outline, kPlaces);
    std::vector<MarginEdge> edges = placesAlong(outline);
    // Elsewhere no normal reaches.
    cv::Mat smooth(patch.grey.size(), CV_32FC1);
    const cv::Rect reached = patch.around(kReach + 2);
    cv::GaussianBlur(patch.grey(reached), smooth(reached), {0, 0}, 1.5);
    const cv::Mat rows =
        averagedAlong(sampledAlongNormals(smooth, edges), kAlong * kPlaces / perimeterOf(outline));
    for (std::size_t i = 0; i < edges.size(); ++i) {
        Profile profile{};
        std::copy_n(rows.ptr<float>(static_cast<int>(i)), profile.size(), profile.begin());
        measureEdge(profile, edges[i]);
    }
    return edges;
}

Features marginFeatures(const Patch& patch, const std::vector<MarginEdge>& edges) {
    const Samples contrast = collect(edges, &MarginEdge::contrast);
    const Samples steepness = collect(edges, &MarginEdge::steepness);
    const Samples shift = collect(edges, &MarginEdge::shift);
    const double grain =
        std::max(1.0, Samples(patch.grey(patch.box), patch.mass(patch.box)).deviation());
    return {{"margin_contrast", contrast.mean()},
            {"margin_contrast_low", contrast.quantile(0.2)},
            {"margin_contrast_deviation", contrast.deviation()},
            {"margin_steepness", steepness.mean()},
            {"margin_steepness_low", steepness.quantile(0.2)},
            {"margin_steepness_deviation", steepness.deviation()},
            {"margin_relative_steepness", steepness.mean() / std::max(5.0, contrast.mean())},
            {"margin_steepness_in_grains", steepness.mean() / grain},
            {"margin_shift_deviation", shift.deviation()},
            {"margin_shift", shift.mean()},
            {"margin_blurred_share", steepness.shareBelow(kBlurredRise)},
            {"margin_contrastless_share", contrast.shareBelow(10)}};
}

}  // namespace sonomask::descriptors
