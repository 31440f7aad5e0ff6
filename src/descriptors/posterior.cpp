#include "descriptors/posterior.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "descriptors/appearance.h"
#include "descriptors/samples.h"

namespace sonomask::descriptors {
namespace {

/// Left free between the mass and what is compared, in patch pixels.
constexpr int kGap = 5;
/// Columns beside the mass that its edges may shade, in its own widths.
constexpr double kEdge = 0.15;
/// The middle of the mass, whose back is compared: the edges refract.
constexpr double kMiddleFrom = 0.2;
constexpr double kMiddleTo = 0.8;

/// The lowest row of the mass in a column; its highest row where it is nowhere in the column.
int lowerEdge(const Patch& patch, int x) {
    int bottom = patch.box.br().y - 1;
    while (bottom > patch.box.y && !patch.mass.at<uchar>(bottom, x)) --bottom;
    return bottom;
}

int columnOf(const Patch& patch, double share_of_width) {
    return std::clamp(patch.box.x + cvRound(share_of_width * patch.box.width), 0, patch.mass.cols);
}

/// Behind the mass along each column: from its lower edge downwards.
cv::Mat behind(const Patch& patch, double from_share, double to_share, double left, double right) {
    cv::Mat mask = cv::Mat::zeros(patch.mass.size(), CV_8UC1);
    for (int x = columnOf(patch, left); x < columnOf(patch, right); ++x) {
        const int bottom = lowerEdge(patch, x);
        if (bottom == patch.box.y) continue;
        const int from = bottom + kGap + cvRound(from_share * patch.box.height);
        const int to = bottom + kGap + cvRound(to_share * patch.box.height);
        for (int y = from; y < std::min(to, mask.rows); ++y) mask.at<uchar>(y, x) = 255;
    }
    return mask & patch.valid & ~patch.mass;
}

/// Beside what lies behind, on one side, at the same rows.
cv::Rect boxBeside(const Patch& patch, const cv::Mat& behind_mask, bool left) {
    const cv::Rect rows = cv::boundingRect(behind_mask);
    const int from = left ? 0 : columnOf(patch, 1 + kEdge);
    const int to = left ? columnOf(patch, -kEdge) : patch.mass.cols;
    return rows.empty() ? rows : cv::Rect(from, rows.y, to - from, rows.height);
}

cv::Mat besideBehind(const Patch& patch, const cv::Mat& behind_mask, bool left) {
    cv::Mat mask = cv::Mat::zeros(patch.mass.size(), CV_8UC1);
    mask(boxBeside(patch, behind_mask, left)).setTo(255);
    return mask & patch.valid & ~patch.mass;
}

struct Comparison {
    double difference = 0;  ///< grey levels behind minus beside
    double in_grains = 0;   ///< the same in standard deviations beside
    double ratio = 1;
};

Comparison compare(const Patch& patch, const cv::Mat& behind_mask) {
    const Samples back(patch.grey, behind_mask);
    const Samples left(patch.grey, besideBehind(patch, behind_mask, true));
    const Samples right(patch.grey, besideBehind(patch, behind_mask, false));
    if (back.empty() || (left.empty() && right.empty())) return {};
    const double weight_left = double(left.count());
    const double weight_right = double(right.count());
    const double total = weight_left + weight_right;
    const double level = (weight_left * left.mean() + weight_right * right.mean()) / total;
    const double grain =
        (weight_left * left.deviation() + weight_right * right.deviation()) / total;
    return {back.mean() - level, (back.mean() - level) / std::max(5.0, grain),
            (back.mean() + 5) / (level + 5)};
}

/// How the strips behind the mass differ among themselves: combined features show in strips.
std::pair<double, double> extremesOfStrips(const Patch& patch) {
    constexpr int kStrips = 5;
    double lowest = 1e9;
    double highest = -1e9;
    for (int i = 0; i < kStrips; ++i) {
        const cv::Mat strip = behind(patch, 0, 0.9, double(i) / kStrips, double(i + 1) / kStrips);
        if (cv::countNonZero(strip) < 50) continue;
        const double difference = compare(patch, strip).in_grains;
        lowest = std::min(lowest, difference);
        highest = std::max(highest, difference);
    }
    return lowest > highest ? std::pair(0.0, 0.0) : std::pair(lowest, highest);
}

/// What the whole comparison looks at.
cv::Mat wholeBehind(const Patch& patch) {
    return behind(patch, 0, 1, kMiddleFrom, kMiddleTo);
}

}  // namespace

PosteriorAreas posteriorAreas(const Patch& patch) {
    const cv::Mat mask = wholeBehind(patch);
    const cv::Rect shown = cv::boundingRect(patch.valid);
    PosteriorAreas areas;
    if (cv::countNonZero(mask) == 0) return areas;
    Points far_side;
    for (int x = columnOf(patch, kMiddleFrom); x < columnOf(patch, kMiddleTo); ++x) {
        const int from = std::min(lowerEdge(patch, x) + kGap, shown.br().y - 1);
        areas.behind.emplace_back(x, from);
        far_side.emplace_back(x, std::min(from + patch.box.height, shown.br().y - 1));
    }
    areas.behind.insert(areas.behind.end(), far_side.rbegin(), far_side.rend());
    areas.left = boxBeside(patch, mask, true) & shown;
    areas.right = boxBeside(patch, mask, false) & shown;
    return areas;
}

Features posteriorFeatures(const Patch& patch) {
    const Comparison whole = compare(patch, wholeBehind(patch));
    const Comparison near = compare(patch, behind(patch, 0, 0.4, 0.2, 0.8));
    const Comparison far = compare(patch, behind(patch, 0.5, 1.2, 0.2, 0.8));
    const Comparison middle = compare(patch, behind(patch, 0, 0.8, 0.35, 0.65));
    const Comparison left = compare(patch, behind(patch, 0, 0.8, -0.05, 0.15));
    const Comparison right = compare(patch, behind(patch, 0, 0.8, 0.85, 1.05));
    const auto [lowest, highest] = extremesOfStrips(patch);
    const Samples back(patch.grey, behind(patch, 0, 0.8, 0.2, 0.8));
    const Samples inside(patch.grey, patch.distance < -kGap);
    const double room =
        double(cv::countNonZero(wholeBehind(patch))) / std::max(1.0, 0.6 * patch.box.area());
    return {{"posterior_difference", whole.difference},
            {"posterior_in_grains", whole.in_grains},
            {"posterior_ratio", whole.ratio},
            {"posterior_near", near.in_grains},
            {"posterior_far", far.in_grains},
            {"posterior_middle", middle.in_grains},
            {"posterior_edges", (left.in_grains + right.in_grains) / 2},
            {"posterior_lowest_strip", lowest},
            {"posterior_highest_strip", highest},
            {"posterior_strip_range", highest - lowest},
            {"posterior_level", back.mean()},
            {"posterior_black_share", back.shareBelow(15)},
            {"posterior_against_inside", back.mean() - inside.mean()},
            {"posterior_room", room}};
}

}  // namespace sonomask::descriptors
