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

bool isTissue(const Patch& patch, int y, int x) {
    return patch.valid.at<uchar>(y, x) && !patch.mass.at<uchar>(y, x);
}

/// A part of what lies behind the mass.
struct Behind {
    std::vector<float> greys;
    cv::Range rows{0, 0};  ///< where they lie
};

/// Behind the mass along each column: from its lower edge downwards.
Behind behind(const Patch& patch, double from_share, double to_share, double left, double right) {
    Behind result;
    result.rows.start = patch.grey.rows;
    for (int x = columnOf(patch, left); x < columnOf(patch, right); ++x) {
        const int bottom = lowerEdge(patch, x);
        if (bottom == patch.box.y) continue;
        const int from = bottom + kGap + cvRound(from_share * patch.box.height);
        const int to = bottom + kGap + cvRound(to_share * patch.box.height);
        for (int y = from; y < std::min(to, patch.grey.rows); ++y) {
            if (!isTissue(patch, y, x)) continue;
            result.greys.push_back(patch.grey.at<float>(y, x));
            result.rows.start = std::min(result.rows.start, y);
            result.rows.end = std::max(result.rows.end, y + 1);
        }
    }
    return result;
}

/// The columns beside the mass on each side.
cv::Range leftOf(const Patch& patch) {
    return {0, columnOf(patch, -kEdge)};
}
cv::Range rightOf(const Patch& patch) {
    return {columnOf(patch, 1 + kEdge), patch.mass.cols};
}

/// Sums over grey levels, from which mean and deviation follow.
struct Sums {
    double count = 0;
    double greys = 0;
    double squares = 0;

    double mean() const { return count > 0 ? greys / count : 0; }
    double deviation() const {
        return count > 0 ? std::sqrt(std::max(0.0, squares / count - mean() * mean())) : 0;
    }
};

Sums operator-(const Sums& a, const Sums& b) {
    return {a.count - b.count, a.greys - b.greys, a.squares - b.squares};
}

/// The tissue in some columns of the patch: sums over the rows above each, so that those of any
/// stretch of rows are a difference.
class Columns {
  public:
    Columns(const Patch& patch, const cv::Range& columns) : above_(1) {
        for (int y = 0; y < patch.grey.rows; ++y) {
            Sums sums = above_.back();
            for (int x = columns.start; x < columns.end; ++x) {
                if (!isTissue(patch, y, x)) continue;
                const double grey = patch.grey.at<float>(y, x);
                sums.count += 1;
                sums.greys += grey;
                sums.squares += grey * grey;
            }
            above_.push_back(sums);
        }
    }

    Sums in(const cv::Range& rows) const {
        return above_[static_cast<std::size_t>(rows.end)] -
               above_[static_cast<std::size_t>(rows.start)];
    }

  private:
    std::vector<Sums> above_;
};

struct Comparison {
    double difference = 0;  ///< grey levels behind minus beside
    double in_grains = 0;   ///< the same in standard deviations beside
    double ratio = 1;
};

/// Compares parts of what lies behind a mass with the tissue beside it at the same rows.
class Comparing {
  public:
    explicit Comparing(const Patch& patch)
        : left_(patch, leftOf(patch)), right_(patch, rightOf(patch)) {}

    Comparison operator()(const Behind& behind) const {
        if (behind.greys.empty()) return {};
        const Sums left = left_.in(behind.rows);
        const Sums right = right_.in(behind.rows);
        const double count = left.count + right.count;
        if (count == 0) return {};
        const double back = Samples(behind.greys).mean();
        const double level = (left.greys + right.greys) / count;
        const double grain =
            (left.count * left.deviation() + right.count * right.deviation()) / count;
        return {back - level, (back - level) / std::max(5.0, grain), (back + 5) / (level + 5)};
    }

  private:
    Columns left_;
    Columns right_;
};

/// How the strips behind the mass differ among themselves: combined features show in strips.
std::pair<double, double> extremesOfStrips(const Patch& patch, const Comparing& compare) {
    constexpr int kStrips = 5;
    double lowest = 1e9;
    double highest = -1e9;
    for (int i = 0; i < kStrips; ++i) {
        const Behind strip = behind(patch, 0, 0.9, double(i) / kStrips, double(i + 1) / kStrips);
        if (strip.greys.size() < 50) continue;
        const double difference = compare(strip).in_grains;
        lowest = std::min(lowest, difference);
        highest = std::max(highest, difference);
    }
    return lowest > highest ? std::pair(0.0, 0.0) : std::pair(lowest, highest);
}

/// What the whole comparison looks at.
Behind wholeBehind(const Patch& patch) {
    return behind(patch, 0, 1, kMiddleFrom, kMiddleTo);
}

}  // namespace

PosteriorAreas posteriorAreas(const Patch& patch) {
    const Behind whole = wholeBehind(patch);
    const cv::Rect shown = cv::boundingRect(patch.valid);
    PosteriorAreas areas;
    if (whole.greys.empty()) return areas;
    Points far_side;
    for (int x = columnOf(patch, kMiddleFrom); x < columnOf(patch, kMiddleTo); ++x) {
        const int from = std::min(lowerEdge(patch, x) + kGap, shown.br().y - 1);
        areas.behind.emplace_back(x, from);
        far_side.emplace_back(x, std::min(from + patch.box.height, shown.br().y - 1));
    }
    areas.behind.insert(areas.behind.end(), far_side.rbegin(), far_side.rend());
    const auto box = [&](const cv::Range& columns) {
        return cv::Rect(columns.start, whole.rows.start, columns.size(), whole.rows.size()) & shown;
    };
    areas.left = box(leftOf(patch));
    areas.right = box(rightOf(patch));
    return areas;
}

Features posteriorFeatures(const Patch& patch) {
    const Behind everything = wholeBehind(patch);
    const Comparing compare(patch);
    const Comparison whole = compare(everything);
    const Comparison near = compare(behind(patch, 0, 0.4, 0.2, 0.8));
    const Comparison far = compare(behind(patch, 0.5, 1.2, 0.2, 0.8));
    const Comparison middle = compare(behind(patch, 0, 0.8, 0.35, 0.65));
    const Comparison left = compare(behind(patch, 0, 0.8, -0.05, 0.15));
    const Comparison right = compare(behind(patch, 0, 0.8, 0.85, 1.05));
    const auto [lowest, highest] = extremesOfStrips(patch, compare);
    const Samples back(behind(patch, 0, 0.8, 0.2, 0.8).greys);
    const Samples inside(patch.grey(patch.box), patch.core(kGap));
    const double room = double(everything.greys.size()) / std::max(1.0, 0.6 * patch.box.area());
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
