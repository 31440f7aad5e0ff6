#include "segmentation/picture_marks.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include <opencv2/imgproc.hpp>

#include "imaging/disc.h"
#include "imaging/parts.h"

namespace sonomask::segmentation {
namespace {

/// Distance between the largest and the smallest colour channel from which a pixel is coloured.
constexpr double kChroma = 60;
/// Of the pixels this bright, no more than this share is coloured unless the whole picture is
/// tinted.
constexpr double kBright = 100;
constexpr double kTintedShare = 0.6;
/// Radius of the opening that removes text, calipers and thin lines.
constexpr int kThinRadius = 3;

/// Calipers are drawn at or near white, and stand out from what surrounds their arms.
constexpr double kMarkLevel = 180;
constexpr double kMarkContrast = 50;
constexpr int kSmallestMark = 7;
constexpr int kLargestMark = 41;
/// Overlap (intersection over union) with a drawn cross from which a spot is one.
constexpr double kCrossLikeness = 0.7;

enum class MarkKind { Plus, Times };

struct Mark {
    MarkKind kind;
    cv::Rect box;
};

cv::Mat chromaOf(const cv::Mat& picture, cv::Mat& brightest) {
    std::vector<cv::Mat> channels;
    cv::split(picture, channels);
    brightest = cv::max(cv::max(channels[0], channels[1]), channels[2]);
    const cv::Mat darkest = cv::min(cv::min(channels[0], channels[1]), channels[2]);
    return brightest - darkest;
}

cv::Mat drawnCross(MarkKind kind, const cv::Size& size, int thickness) {
    cv::Mat cross = cv::Mat::zeros(size, CV_8UC1);
    const cv::Point last(size.width - 1, size.height - 1);
    const cv::Point middle = last / 2;
    if (kind == MarkKind::Plus) {
        cv::line(cross, {0, middle.y}, {last.x, middle.y}, cv::Scalar(255), thickness);
        cv::line(cross, {middle.x, 0}, {middle.x, last.y}, cv::Scalar(255), thickness);
    } else {
        cv::line(cross, {0, 0}, last, cv::Scalar(255), thickness);
        cv::line(cross, {last.x, 0}, {0, last.y}, cv::Scalar(255), thickness);
    }
    return cross;
}

/// Crosses to compare with, each drawn once: spots of one size are many.
class Crosses {
  public:
    /// The best overlap of a spot with a cross of its size.
    double likeness(const Part& spot, MarkKind kind) {
        double best = 0;
        for (int thickness = 1; thickness <= 3; ++thickness) {
            const Cross& cross = crossOf(kind, spot.mask.size(), thickness);
            const double common = cv::countNonZero(spot.mask & cross.mask);
            best = std::max(best, common / (spot.pixels + cross.pixels - common));
        }
        return best;
    }

  private:
    struct Cross {
        cv::Mat mask;
        int pixels = 0;
    };

    const Cross& crossOf(MarkKind kind, const cv::Size& size, int thickness) {
        Cross& cross = drawn_[{kind, size.width, size.height, thickness}];
        if (cross.mask.empty()) {
            cross.mask = drawnCross(kind, size, thickness);
            cross.pixels = cv::countNonZero(cross.mask);
        }
        return cross;
    }

    std::map<std::tuple<MarkKind, int, int, int>, Cross> drawn_;
};

bool mayBeMark(const cv::Rect& box) {
    const int side = std::max(box.width, box.height);
    const bool square = std::abs(box.width - box.height) <= std::max(1, side / 6);
    return square && side >= kSmallestMark && side <= kLargestMark;
}

std::vector<Mark> crossesIn(const cv::Mat& spots) {
    std::vector<Mark> marks;
    Crosses crosses;
    for (const Part& spot : partsOf(spots, mayBeMark))
        for (const MarkKind kind : {MarkKind::Plus, MarkKind::Times})
            if (crosses.likeness(spot, kind) >= kCrossLikeness)
                marks.push_back({kind, spot.bounds});
    return marks;
}

bool alike(const Mark& a, const Mark& b) {
    return a.kind == b.kind && std::abs(a.box.width - b.box.width) <= 2 &&
           std::abs(a.box.height - b.box.height) <= 2;
}

}  // namespace

double colouredShare(const cv::Mat& picture) {
    if (picture.channels() != 3) return 0;
    cv::Mat brightest;
    const cv::Mat coloured = chromaOf(picture, brightest) > kChroma;
    const cv::Mat bright = brightest > kBright;
    const double tinted = cv::countNonZero(coloured & bright);
    if (tinted > kTintedShare * cv::countNonZero(bright)) return 0;
    return double(cv::countNonZero(openedByDisc(coloured, kThinRadius))) /
           static_cast<double>(picture.total());
}

std::vector<cv::Rect> caliperMarks(const cv::Mat& grey) {
    constexpr int kSurroundings = 9;
    const cv::Mat bright = grey >= kMarkLevel;
    const cv::Rect bounds = cv::boundingRect(bright);
    if (bounds.empty()) return {};
    const cv::Point reach(kSurroundings, kSurroundings);
    const cv::Rect seen =
        cv::Rect(bounds.tl() - reach, bounds.br() + reach) & cv::Rect({}, grey.size());
    cv::Mat thin;
    cv::morphologyEx(grey(seen), thin, cv::MORPH_TOPHAT,
                     cv::getStructuringElement(cv::MORPH_RECT, {kSurroundings, kSurroundings}));
    const std::vector<Mark> marks = crossesIn(bright(seen) & (thin >= kMarkContrast));
    std::vector<cv::Rect> boxes;
    for (const Mark& mark : marks)
        if (std::count_if(marks.begin(), marks.end(),
                          [&](const Mark& other) { return alike(mark, other); }) >= 2)
            boxes.push_back(mark.box + seen.tl());
    return boxes;
}

}  // namespace sonomask::segmentation
