#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "descriptors/appearance.h"
#include "descriptors/outline.h"
#include "descriptors/samples.h"

namespace sonomask::descriptors {
namespace {

/// Normals are this long on either side, in patch pixels (a quarter of the radius).
constexpr int kReach = 12;
/// Places along the outline; neighbours are averaged over `kAlong` patch pixels against speckle.
constexpr int kPlaces = 128;
constexpr double kAlong = 3.0;

/// The grey levels across the outline at one place, from inside to outside.
using Profile = std::array<double, 2 * kReach + 1>;

/// Where the normals at evenly spaced places are sampled: one row a place, from inside to outside.
struct SamplePoints {
    cv::Mat x;
    cv::Mat y;
};

SamplePoints normalsTo(const Points& outline) {
    const std::size_t count = outline.size();
    SamplePoints points{cv::Mat(static_cast<int>(count), 2 * kReach + 1, CV_32FC1), {}};
    points.y = points.x.clone();
    const double outwards = signedAreaOf(outline) >= 0 ? 1 : -1;
    for (std::size_t i = 0; i < count; ++i) {
        const cv::Point2d tangent = outline[(i + 1) % count] - outline[(i + count - 1) % count];
        const double length = outwards * std::max(1e-9, cv::norm(tangent));
        const cv::Point2d normal(tangent.y / length, -tangent.x / length);
        for (int k = -kReach; k <= kReach; ++k) {
            const cv::Point2d at = outline[i] + k * normal;
            points.x.at<float>(static_cast<int>(i), k + kReach) = static_cast<float>(at.x);
            points.y.at<float>(static_cast<int>(i), k + kReach) = static_cast<float>(at.y);
        }
    }
    return points;
}

/// Averages each row with its neighbours along the closed outline.
cv::Mat averagedAlong(const cv::Mat& rows, double sigma_in_rows) {
    cv::Mat ring;
    cv::vconcat(std::vector<cv::Mat>{rows, rows, rows}, ring);
    cv::GaussianBlur(ring, ring, {1, 0}, 0.01, sigma_in_rows);
    return ring.rowRange(rows.rows, 2 * rows.rows);
}

std::vector<Profile> profilesOf(const Patch& patch) {
    const Points outline = resampled(patch.outline, kPlaces);
    const SamplePoints points = normalsTo(outline);
    cv::Mat smooth;
    cv::GaussianBlur(patch.grey, smooth, {0, 0}, 1.5);
    cv::Mat sampled;
    cv::remap(smooth, sampled, points.x, points.y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    const cv::Mat steady = averagedAlong(sampled, kAlong * kPlaces / perimeterOf(outline));
    std::vector<Profile> profiles(outline.size());
    for (std::size_t i = 0; i < profiles.size(); ++i)
        for (std::size_t k = 0; k < profiles[i].size(); ++k)
            profiles[i][k] = steady.at<float>(static_cast<int>(i), static_cast<int>(k));
    return profiles;
}

struct Edge {
    double contrast = 0;   ///< outside minus inside
    double steepness = 0;  ///< largest rise within 4 pixels
    double shift = 0;      ///< where that rise lies, from the outline outwards
};

Edge edgeOf(const Profile& profile) {
    Edge edge;
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
    return edge;
}

Samples collect(const std::vector<Edge>& edges, double Edge::*member) {
    std::vector<float> values;
    for (const Edge& edge : edges) values.push_back(static_cast<float>(edge.*member));
    return Samples(std::move(values));
}

}  // namespace

Features marginFeatures(const Patch& patch) {
    std::vector<Edge> edges;
    for (const Profile& profile : profilesOf(patch)) edges.push_back(edgeOf(profile));
    const Samples contrast = collect(edges, &Edge::contrast);
    const Samples steepness = collect(edges, &Edge::steepness);
    const Samples shift = collect(edges, &Edge::shift);
    const double grain = std::max(1.0, Samples(patch.grey, patch.mass).deviation());
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
            {"margin_blurred_share", steepness.shareBelow(12)},
            {"margin_contrastless_share", contrast.shareBelow(10)}};
}

}  // namespace sonomask::descriptors
