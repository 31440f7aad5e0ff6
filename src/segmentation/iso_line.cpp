#include "segmentation/iso_line.h"

#include <array>
#include <unordered_map>

#include <opencv2/imgproc.hpp>

namespace sonomask::segmentation {
namespace {

/// An edge of the grid: from pixel (x, y) to its right or to its lower neighbour.
using EdgeId = std::int64_t;

/// Sides of a cell of 2×2 pixels.
enum Side { Top, Right, Bottom, Left };

/// For each pattern of corners inside (bit 0 top left, then clockwise), the pieces of line as
/// from-side, to-side; what is high lies to the right of the direction of travel on the screen,
/// which gives outer lines a positive area where y points down.
struct Pieces {
    int count;
    std::array<std::array<Side, 2>, 2> sides;
};

constexpr std::array<Pieces, 16> kPieces{{
    {0, {}},
    {1, {{{Top, Left}}}},
    {1, {{{Right, Top}}}},
    {1, {{{Right, Left}}}},
    {1, {{{Bottom, Right}}}},
    {2, {{{Top, Right}, {Bottom, Left}}}},  // corners that touch are joined
    {1, {{{Bottom, Top}}}},
    {1, {{{Bottom, Left}}}},
    {1, {{{Left, Bottom}}}},
    {1, {{{Top, Bottom}}}},
    {2, {{{Right, Bottom}, {Left, Top}}}},
    {1, {{{Right, Bottom}}}},
    {1, {{{Left, Right}}}},
    {1, {{{Top, Right}}}},
    {1, {{{Left, Top}}}},
    {0, {}},
}};

class Tracer {
  public:
    Tracer(const cv::Mat& map, float level) : level_(level) {
        cv::copyMakeBorder(map, map_, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
        inside_ = map_ >= level;
    }

    std::vector<Contour> trace() {
        for (int y = 0; y + 1 < map_.rows; ++y) addCells(y);
        std::vector<Contour> lines;
        for (const EdgeId start : starts_)
            if (next_.contains(start)) lines.push_back(takeLine(start));
        return lines;
    }

  private:
    EdgeId edge(int x, int y, bool down) const {
        return 2 * (EdgeId{y} * map_.cols + x) + (down ? 1 : 0);
    }

    EdgeId edgeOf(int x, int y, Side side) const {
        switch (side) {
            case Top:
                return edge(x, y, false);
            case Right:
                return edge(x + 1, y, true);
            case Bottom:
                return edge(x, y + 1, false);
            case Left:
                return edge(x, y, true);
        }
        return -1;
    }

    /// The cells between row y and the next.
    void addCells(int y) {
        const auto* above = inside_.ptr<std::uint8_t>(y);
        const auto* below = inside_.ptr<std::uint8_t>(y + 1);
        for (int x = 0; x + 1 < map_.cols; ++x) {
            const unsigned pattern =
                (above[x] & 1U) | (above[x + 1] & 2U) | (below[x + 1] & 4U) | (below[x] & 8U);
            addPieces(kPieces[pattern], x, y);
        }
    }

    void addPieces(const Pieces& pieces, int x, int y) {
        for (int i = 0; i < pieces.count; ++i) {
            const auto& [from, to] = pieces.sides[static_cast<std::size_t>(i)];
            next_[edgeOf(x, y, from)] = edgeOf(x, y, to);
            starts_.push_back(edgeOf(x, y, from));
        }
    }

    /// The point of an edge where the surface has the level; the padding of one is taken off.
    cv::Point2f pointOn(EdgeId id) const {
        const bool down = id % 2 == 1;
        const int x = static_cast<int>(id / 2 % map_.cols);
        const int y = static_cast<int>(id / 2 / map_.cols);
        const float a = map_.at<float>(y, x);
        const float b = map_.at<float>(y + (down ? 1 : 0), x + (down ? 0 : 1));
        const float part = (level_ - a) / (b - a);
        const cv::Point2f corner(static_cast<float>(x - 1), static_cast<float>(y - 1));
        return corner + (down ? cv::Point2f(0, part) : cv::Point2f(part, 0));
    }

    Contour takeLine(EdgeId start) {
        Contour line;
        EdgeId at = start;
        do {
            // A value that equals the level puts the points of several edges on one pixel.
            if (const cv::Point2f point = pointOn(at); line.empty() || line.back() != point)
                line.push_back(point);
            const auto found = next_.find(at);
            at = found->second;
            next_.erase(found);
        } while (at != start);
        if (line.size() > 1 && line.front() == line.back()) line.pop_back();
        return line;
    }

    cv::Mat map_;
    cv::Mat inside_;  ///< CV_8UC1: 255 where the map reaches the level
    float level_;
    std::unordered_map<EdgeId, EdgeId> next_;
    std::vector<EdgeId> starts_;  ///< keeps the order of the lines independent of the hash
};

}  // namespace

std::vector<Contour> isoLines(const cv::Mat& map, float level) {
    return Tracer(map, level).trace();
}

double signedArea(const Contour& contour) {
    double twice = 0;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        const cv::Point2d a = contour[i];
        const cv::Point2d b = contour[(i + 1) % contour.size()];
        twice += a.cross(b);
    }
    return twice / 2;
}

}  // namespace sonomask::segmentation
