#include "imaging/disc.h"

#include <algorithm>
#include <limits>
#include <map>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace sonomask {
namespace {

/// The disc's rows by half their width: rows of the same width share their work.
std::map<int, std::vector<int>> rowsByHalfWidth(int radius) {
    const int side = 2 * radius + 1;
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side});
    std::map<int, std::vector<int>> rows;
    for (int y = 0; y < side; ++y)
        rows[(cv::countNonZero(disc.row(y)) - 1) / 2].push_back(y - radius);
    return rows;
}

/// Takes the maximum.
template <typename Value>
struct Highest {
    static constexpr Value kNothing = std::numeric_limits<Value>::lowest();
    static Value of(Value a, Value b) { return std::max(a, b); }
};

/// Takes the minimum.
template <typename Value>
struct Lowest {
    static constexpr Value kNothing = std::numeric_limits<Value>::max();
    static Value of(Value a, Value b) { return std::min(a, b); }
};

/// For each pixel the extreme of what lies in its row, as far as `reach` to both sides. Rows lie
/// one behind the other with room around them, so that they are worked on as one.
template <typename Value, template <typename> typename Extreme>
class RowExtremes {
  public:
    RowExtremes(const cv::Mat& picture, int room) : room_(room) {
        cv::copyMakeBorder(picture, values_, room, room, room, room, cv::BORDER_CONSTANT,
                           cv::Scalar::all(Extreme<Value>::kNothing));
        wider_ = values_.clone();
    }

    void reach(int wanted) {
        while (reach_ < wanted) {
            // Two stretches that overlap or touch make one that is longer by their distance.
            const int step = std::min(wanted - reach_, std::max(1, reach_));
            const auto end = static_cast<std::ptrdiff_t>(values_.total()) - step;
            const auto* from = values_.ptr<Value>();
            auto* to = wider_.ptr<Value>();
            for (std::ptrdiff_t i = step; i < end; ++i)
                to[i] =
                    Extreme<Value>::of(Extreme<Value>::of(from[i - step], from[i + step]), from[i]);
            std::swap(values_, wider_);
            reach_ += step;
        }
    }

    /// A row of the picture, or of the room above and below it.
    const Value* row(int y) const { return values_.ptr<Value>(y + room_) + room_; }

  private:
    int room_;
    int reach_ = 0;
    cv::Mat values_;
    cv::Mat wider_;
};

/// Bytes may be anything, for the compiler the length of the row, too: it is told apart from them.
template <typename Value, template <typename> typename Extreme>
void add(const Value* seen, Value* target, int count) {
    for (int x = 0; x < count; ++x) target[x] = Extreme<Value>::of(target[x], seen[x]);
}

template <typename Value, template <typename> typename Extreme>
cv::Mat extremes(const cv::Mat& picture, int radius) {
    cv::Mat result(picture.size(), picture.type(), cv::Scalar::all(Extreme<Value>::kNothing));
    RowExtremes<Value, Extreme> of_rows(picture, radius);
    for (const auto& [half_width, rows] : rowsByHalfWidth(radius)) {
        of_rows.reach(half_width);
        for (const int row : rows)
            for (int y = 0; y < picture.rows; ++y)
                add<Value, Extreme>(of_rows.row(y + row), result.ptr<Value>(y), picture.cols);
    }
    return result;
}

template <template <typename> typename Extreme>
cv::Mat extremesOf(const cv::Mat& picture, int radius) {
    CV_Assert(picture.type() == CV_8UC1 || picture.type() == CV_32FC1);
    return picture.type() == CV_8UC1 ? extremes<std::uint8_t, Extreme>(picture, radius)
                                     : extremes<float, Extreme>(picture, radius);
}

}  // namespace

cv::Mat dilatedByDisc(const cv::Mat& picture, int radius) {
    return extremesOf<Highest>(picture, radius);
}

cv::Mat erodedByDisc(const cv::Mat& picture, int radius) {
    return extremesOf<Lowest>(picture, radius);
}

cv::Mat openedByDisc(const cv::Mat& picture, int radius) {
    return dilatedByDisc(erodedByDisc(picture, radius), radius);
}

cv::Mat closedByDisc(const cv::Mat& picture, int radius) {
    return erodedByDisc(dilatedByDisc(picture, radius), radius);
}

}  // namespace sonomask
