#include "segmentation/caliper_marks.h"

#include <algorithm>
#include <array>
#include <optional>

#include <opencv2/imgproc.hpp>

#include "imaging/parts.h"

namespace sonomask::segmentation {
namespace {

/// Calipers are drawn at or near white, and stand out from what surrounds their arms, which are
/// thinner than `kSurroundings`.
constexpr double kMarkLevel = 180;
constexpr double kMarkContrast = 50;
constexpr int kSurroundings = 9;
constexpr int kShortestArm = 3;
constexpr int kLongestArm = 24;
/// Pixels that lines of a mark's thickness may have in common.
constexpr int kWidestCrossing = 4;
/// Share of a sector between two arms that may be bright: in three of them, and in the fourth,
/// which a digit or a dotted line may touch.
constexpr double kDarkSector = 0.25;
constexpr double kTouchedSector = 0.6;

using Arms = std::array<cv::Point, 4>;
constexpr int kKinds = 2;

const Arms& armsOf(int kind) {
    static const std::array<Arms, kKinds> arms{Arms{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}},
                                               Arms{{{1, 1}, {-1, 1}, {-1, -1}, {1, -1}}}};
    return arms[static_cast<std::size_t>(kind)];
}

struct Mark {
    int kind = 0;
    int arm = 0;  ///< length, without the middle
    cv::Point middle;
};

cv::Rect boxOf(const Mark& mark) {
    const int side = 2 * mark.arm + 1;
    return {mark.middle.x - mark.arm, mark.middle.y - mark.arm, side, side};
}

/// Bright thin pixels in a row from `middle` on, without it.
int lengthOf(const cv::Mat& thin, const cv::Point& middle, const cv::Point& step) {
    const cv::Rect bounds({}, thin.size());
    int length = 0;
    for (cv::Point at = middle + step; length < kLongestArm; at += step, ++length)
        if (!bounds.contains(at) || !thin.at<uchar>(at)) break;
    return length;
}

/// The length that three arms have about in common; the fourth may run on into something else.
std::optional<int> commonLength(const cv::Mat& thin, const cv::Point& middle, int kind) {
    std::array<int, 4> lengths{};
    std::transform(armsOf(kind).begin(), armsOf(kind).end(), lengths.begin(),
                   [&](const cv::Point& step) { return lengthOf(thin, middle, step); });
    std::sort(lengths.begin(), lengths.end());
    const bool alike = lengths[2] <= lengths[0] + std::max(2, lengths[0] / 3);
    if (lengths[0] < kShortestArm || !alike) return std::nullopt;
    return cvRound((lengths[0] + lengths[1] + lengths[2]) / 3.0);
}

/// Which of the four sectors between the arms a pixel lies in, away from them; -1 beside an arm.
int sectorOf(const cv::Point& from_middle, int kind, int beside) {
    // Turned by 45 degrees and stretched, the sectors of "×" are quadrants as those of "+" are.
    const cv::Point at =
        kind == 0 ? from_middle
                  : cv::Point(from_middle.x + from_middle.y, from_middle.y - from_middle.x);
    if (std::min(std::abs(at.x), std::abs(at.y)) < beside) return -1;
    return (at.x > 0 ? 1 : 0) + (at.y > 0 ? 2 : 0);
}

bool isDarkBetweenArms(const cv::Mat& thin, const Mark& mark) {
    const cv::Rect box = boxOf(mark);
    if ((box & cv::Rect({}, thin.size())) != box) return false;
    const int beside = mark.arm < 8 ? 2 : 3;
    std::array<int, 4> bright{};
    std::array<int, 4> all{};
    for (int y = box.y; y < box.br().y; ++y) {
        for (int x = box.x; x < box.br().x; ++x) {
            const int sector = sectorOf(cv::Point(x, y) - mark.middle, mark.kind, beside);
            if (sector < 0) continue;
            ++all[static_cast<std::size_t>(sector)];
            if (thin.at<uchar>(y, x)) ++bright[static_cast<std::size_t>(sector)];
        }
    }
    std::array<double, 4> shares{};
    std::transform(bright.begin(), bright.end(), all.begin(), shares.begin(),
                   [](int part, int whole) { return double(part) / std::max(1, whole); });
    std::sort(shares.begin(), shares.end());
    return shares[2] <= kDarkSector && shares[3] <= kTouchedSector;
}

/// Where two lines of the shortest mark's length cross.
cv::Mat crossings(const cv::Mat& thin, int kind) {
    constexpr int kLength = 2 * kShortestArm + 1;
    cv::Mat one = cv::Mat::ones(1, kLength, CV_8UC1);
    cv::Mat other = one.t();
    if (kind == 1) {
        one = cv::Mat::eye(kLength, kLength, CV_8UC1);
        cv::flip(one, other, 1);
    }
    cv::Mat along;
    cv::Mat across;
    cv::erode(thin, along, one);
    cv::erode(thin, across, other);
    return along & across;
}

/// The mark whose middle is among the pixels of a crossing: the one of the longest arms.
std::optional<Mark> markAt(const cv::Mat& thin, const Part& crossing, int kind) {
    std::optional<Mark> best;
    std::vector<cv::Point> middles;
    cv::findNonZero(crossing.mask, middles);
    for (const cv::Point& middle : middles) {
        const cv::Point at = middle + crossing.bounds.tl();
        const auto arm = commonLength(thin, at, kind);
        if (!arm || (best && *arm <= best->arm)) continue;
        const Mark mark{kind, *arm, at};
        if (isDarkBetweenArms(thin, mark)) best = mark;
    }
    return best;
}

std::vector<Mark> marksIn(const cv::Mat& thin) {
    std::vector<Mark> marks;
    for (int kind = 0; kind < kKinds; ++kind)
        for (const Part& crossing : partsOf(crossings(thin, kind), [](const cv::Rect& bounds) {
                 return std::max(bounds.width, bounds.height) <= kWidestCrossing;
             }))
            if (const auto mark = markAt(thin, crossing, kind)) marks.push_back(*mark);
    return marks;
}

bool alike(const Mark& a, const Mark& b) {
    return a.kind == b.kind && std::abs(a.arm - b.arm) <= 1;
}

/// What thin bright lines leave when they are taken away.
cv::Mat surroundingsOf(const cv::Mat& grey) {
    cv::Mat opened;
    cv::morphologyEx(grey, opened, cv::MORPH_OPEN,
                     cv::getStructuringElement(cv::MORPH_RECT, {kSurroundings, kSurroundings}));
    return opened;
}

cv::Rect widened(const cv::Rect& box, int by, const cv::Size& size) {
    return cv::Rect(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by) &
           cv::Rect({}, size);
}

}  // namespace

std::vector<cv::Rect> caliperMarks(const Frame& frame, const cv::Rect& ultrasound_region_in_frame) {
    const cv::Mat grey = greyOf({frame.pixels(ultrasound_region_in_frame), {}, {}});
    const cv::Mat bright = grey >= kMarkLevel;
    const cv::Rect bounds = cv::boundingRect(bright);
    if (bounds.empty()) return {};
    const cv::Rect seen = widened(bounds, kSurroundings, grey.size());
    const cv::Mat thin = bright(seen) & (grey(seen) - surroundingsOf(grey(seen)) >= kMarkContrast);
    const std::vector<Mark> marks = marksIn(thin);
    std::vector<cv::Rect> boxes;
    for (const Mark& mark : marks)
        if (std::count_if(marks.begin(), marks.end(),
                          [&](const Mark& other) { return alike(mark, other); }) >= 2)
            boxes.push_back(boxOf(mark) + seen.tl() + ultrasound_region_in_frame.tl());
    return boxes;
}

Frame withoutMarks(const Frame& frame, const std::vector<cv::Rect>& boxes_in_frame) {
    if (boxes_in_frame.empty()) return frame;
    Frame cleaned = frame;
    const cv::Mat grey = greyOf(frame);
    cleaned.pixels = grey.clone();
    for (const cv::Rect& box : boxes_in_frame) {
        constexpr int kFringe = 2;  // drawn lines are smoothed
        const cv::Rect whole = widened(box, kFringe, grey.size());
        const cv::Rect seen = widened(whole, kSurroundings, grey.size());
        surroundingsOf(grey(seen))(whole - seen.tl()).copyTo(cleaned.pixels(whole));
    }
    return cleaned;
}

}  // namespace sonomask::segmentation
