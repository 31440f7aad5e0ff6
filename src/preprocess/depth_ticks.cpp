#include "preprocess/depth_ticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace sonomask::preprocess {
namespace {

/// A mark is brighter than what reaches this far along either axis, in pixels or in parts of the
/// picture's height.
constexpr int kLargestMark = 15;
constexpr int kLargestPart = 40;
/// By at least so many grey levels.
constexpr double kLeastContrast = 28;
constexpr int kFewestPixels = 2;
/// A mark's place is that of its pixels with this part of its contrast: tissue clings to it.
constexpr double kCore = 0.6;
/// The marks of one scale are at least so alike in contrast.
constexpr double kAlike = 0.5;
/// Scales stand in the outer parts of the picture, so wide each.
constexpr double kOuterPart = 0.25;
/// Marks of a column agree in their left, middle or right within this, pixels.
constexpr double kAligned = 1.25;
/// A mark is at its place within this, pixels.
constexpr double kAtPlace = 1.0;
constexpr double kShortestPeriod = 5;
constexpr int kFewestTicks = 5;
/// So many of a scale's places are seen at least, and it is so high a part of the picture: the
/// dotted line between two calipers is shorter.
constexpr double kSeenPart = 0.7;
constexpr double kLeastSpan = 0.3;
/// A tick may have a number beside it; a row of text has more marks, within so many pixels.
constexpr double kBeside = 50;
constexpr double kSameRow = 6;
constexpr int kMostNeighbours = 2;
constexpr double kLeastConfidence = 0.9;

struct Mark {
    std::array<double, 3> x;  ///< left, middle, right
    double y = 0;
    double contrast = 0;
};
using Marks = std::vector<Mark>;

/// Black lies around the picture, so that a mark at its edge ends there.
cv::Mat opened(const cv::Mat& grey, int width, int height) {
    const cv::Mat line = cv::getStructuringElement(cv::MORPH_RECT, {width, height});
    cv::Mat result;
    cv::morphologyEx(grey, result, cv::MORPH_OPEN, line, {-1, -1}, 1, cv::BORDER_CONSTANT, 0);
    return result;
}

Mark coreOf(const cv::Mat& contrast, const cv::Mat& part, const cv::Point& corner) {
    double peak = 0;
    cv::minMaxLoc(contrast, nullptr, &peak, nullptr, nullptr, part);
    const cv::Mat core = part & (contrast >= kCore * peak);
    const cv::Rect bounds = cv::boundingRect(core) + corner;
    const cv::Moments moments = cv::moments(core, true);
    const double left = bounds.x;
    const double right = bounds.br().x - 1;
    return {{left, (left + right) / 2, right}, corner.y + moments.m01 / moments.m00, peak};
}

/// From above to below.
Marks marksOf(const cv::Mat& grey) {
    const int reach = std::max(kLargestMark, grey.rows / kLargestPart);
    const cv::Mat contrast = grey - cv::max(opened(grey, reach, 1), opened(grey, 1, reach));
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(contrast >= kLeastContrast, labels, stats,
                                                       centres, 8, CV_32S);
    Marks marks;
    for (int i = 1; i < count; ++i) {
        const int* at = stats.ptr<int>(i);
        const cv::Rect bounds(at[cv::CC_STAT_LEFT], at[cv::CC_STAT_TOP], at[cv::CC_STAT_WIDTH],
                              at[cv::CC_STAT_HEIGHT]);
        if (at[cv::CC_STAT_AREA] >= kFewestPixels)
            marks.push_back(coreOf(contrast(bounds), labels(bounds) == i, bounds.tl()));
    }
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.y < b.y; });
    return marks;
}

/// All columns of marks in the outer parts of the picture.
std::vector<Marks> columnsOf(const Marks& marks, int width) {
    std::vector<Marks> columns;
    for (std::size_t side = 0; side < 3; ++side)
        for (int x = 0; x < width; ++x) {
            if (x > kOuterPart * width && x < (1 - kOuterPart) * width) continue;
            Marks column;
            for (const Mark& mark : marks)
                if (std::abs(mark.x[side] - x) <= kAligned) column.push_back(mark);
            if (column.size() >= kFewestTicks) columns.push_back(std::move(column));
        }
    return columns;
}

/// log10 of the chance that at least `met` of `places` are met, each with chance `q`.
double logTail(int places, int met, double q) {
    double sum = 0;
    for (int k = met; k <= places; ++k)
        sum += std::exp(std::lgamma(places + 1) - std::lgamma(k + 1) - std::lgamma(places - k + 1) +
                        k * std::log(q) + (places - k) * std::log1p(-q));
    return std::log10(std::max(sum, 1e-300));
}

/// Equally spaced places and the marks that are at them, one a place, from above.
struct Comb {
    double offset = 0;
    double period = 0;
    Marks members;

    double placeOf(const Mark& mark) const { return std::round((mark.y - offset) / period); }
    double error(const Mark& mark) const {
        return std::abs(mark.y - offset - placeOf(mark) * period);
    }
    double span() const { return members.empty() ? 0 : members.back().y - members.front().y; }
    int met() const { return static_cast<int>(members.size()); }
    int places() const { return static_cast<int>(std::lround(span() / period)) + 1; }
};

/// Of marks with at least the contrast `least`.
Comb combAt(const Marks& column, double offset, double period, double least) {
    Comb comb{offset, period, {}};
    for (const Mark& mark : column) {
        if (mark.contrast < least || comb.error(mark) > kAtPlace) continue;
        if (comb.members.empty() || comb.placeOf(comb.members.back()) != comb.placeOf(mark))
            comb.members.push_back(mark);
        else if (comb.error(mark) < comb.error(comb.members.back()))
            comb.members.back() = mark;
    }
    return comb;
}

/// Offset and period anew, by least squares through the members.
Comb refined(const Marks& column, const Comb& comb, double least) {
    double place = 0, y = 0, place_place = 0, place_y = 0;
    const double n = comb.met();
    for (const Mark& mark : comb.members) {
        const double k = comb.placeOf(mark);
        place += k / n;
        y += mark.y / n;
        place_place += k * k / n;
        place_y += k * mark.y / n;
    }
    const double period = (place_y - place * y) / (place_place - place * place);
    return combAt(column, y - period * place, period, least);
}

bool inARowOfText(const Mark& mark, const Marks& all) {
    return std::count_if(all.begin(), all.end(), [&](const Mark& other) {
               const double away = std::abs(other.x[1] - mark.x[1]);
               return away > kAligned && away < kBeside && std::abs(other.y - mark.y) < kSameRow &&
                      other.contrast > kAlike * mark.contrast;
           }) > kMostNeighbours;
}

class Search {
  public:
    explicit Search(const cv::Mat& grey)
        : size_(grey.size()), marks_(marksOf(grey)), columns_(columnsOf(marks_, grey.cols)) {
        double tests = 1;
        for (const Marks& column : columns_)
            tests += double(column.size()) * double(column.size() - 1) / 2;
        log_tests_ = std::log10(tests);
        for (const Marks& column : columns_) lookAt(column);
    }

    std::optional<DepthTicks> found() const {
        const double confidence = 1 / (1 + std::pow(10, log_alarms_));
        if (best_.met() == 0 || confidence < kLeastConfidence) return std::nullopt;
        const Mark& first = best_.members.front();
        const double first_y = best_.offset + best_.placeOf(first) * best_.period;
        return DepthTicks{first.x[1],  first_y,        best_.period,
                          best_.met(), best_.places(), 2 * first.x[1] < size_.width,
                          confidence};
    }

  private:
    /// Each pair of marks is tried as two neighbouring ticks.
    void lookAt(const Marks& column) {
        for (std::size_t i = 0; i < column.size(); ++i)
            for (std::size_t j = i + 1; j < column.size(); ++j) {
                const double period = column[j].y - column[i].y;
                if (period < kShortestPeriod) continue;
                if (period * (kFewestTicks - 1) > size_.height) break;
                const auto [low, high] = std::minmax(column[i].contrast, column[j].contrast);
                if (low >= kAlike * high) weigh(column, column[i].y, period, kAlike * high);
            }
    }

    void weigh(const Marks& column, double offset, double period, double least) {
        Comb comb = combAt(column, offset, period, least);
        if (comb.met() < kFewestTicks) return;
        comb = refined(column, comb, least);
        if (!isScale(comb)) return;
        const auto strewn = std::count_if(column.begin(), column.end(),
                                          [&](const Mark& mark) { return mark.contrast >= least; });
        const double chance = std::min(0.9, double(strewn) * (2 * kAtPlace + 1) / size_.height);
        // Two of the marks made the comb: they are no surprise.
        const double alarms = log_tests_ + logTail(comb.places() - 2, comb.met() - 2, chance);
        if (alarms >= log_alarms_) return;
        const auto text = std::count_if(comb.members.begin(), comb.members.end(),
                                        [&](const Mark& m) { return inARowOfText(m, marks_); });
        if (2 * text >= comb.met()) return;
        log_alarms_ = alarms;
        best_ = std::move(comb);
    }

    bool isScale(const Comb& comb) const {
        return comb.met() >= kFewestTicks && comb.met() >= kSeenPart * comb.places() &&
               comb.span() >= kLeastSpan * size_.height;
    }

    cv::Size size_;
    Marks marks_;
    std::vector<Marks> columns_;
    double log_tests_ = 0;
    double log_alarms_ = 300;  ///< log10 of the number of false alarms of the best
    Comb best_;
};

}  // namespace

std::optional<DepthTicks> findDepthTicks(const cv::Mat& grey) {
    return Search(grey).found();
}

PixelSpacing spacingFromTicks(const DepthTicks& ticks, double tick_mm,
                              const Calibration& calibration) {
    const cv::Rect first(cvRound(ticks.x_px), cvRound(ticks.first_y_px), 1,
                         cvRound(ticks.period_px));
    return spacingFromLine({0, ticks.period_px}, tick_mm, calibration.scaleFor(first).pixel());
}

}  // namespace sonomask::preprocess
