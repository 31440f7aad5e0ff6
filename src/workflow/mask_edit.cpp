#include "workflow/mask_edit.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "imaging/parts.h"

namespace sonomask::workflow {
namespace {

using segmentation::Contour;

cv::Mat emptyLike(const cv::Mat& mask) {
    return cv::Mat::zeros(mask.size(), CV_8UC1);
}

void requireMask(const cv::Mat& mask) {
    if (mask.type() != CV_8UC1) throw ConfigError("a mask must have one 8-bit channel");
}

cv::Mat united(const cv::Mat& a, const cv::Mat& b) {
    cv::Mat result;
    cv::bitwise_or(a, b, result);
    return result;
}

cv::Mat without(const cv::Mat& mask, const cv::Mat& removed) {
    cv::Mat result = mask.clone();
    result.setTo(0, removed);
    return result;
}

double squaredDistance(const cv::Point2d& point, const cv::Point2d& from, const cv::Point2d& to) {
    const cv::Point2d along = to - from;
    const double length2 = along.dot(along);
    const double t = length2 > 0 ? std::clamp((point - from).dot(along) / length2, 0.0, 1.0) : 0;
    const cv::Point2d off = point - (from + t * along);
    return off.dot(off);
}

void paintSegment(cv::Mat& mask, const cv::Point2d& from, const cv::Point2d& to, double radius) {
    const int left = std::max(0, cvFloor(std::min(from.x, to.x) - radius));
    const int right = std::min(mask.cols - 1, cvCeil(std::max(from.x, to.x) + radius));
    const int top = std::max(0, cvFloor(std::min(from.y, to.y) - radius));
    const int bottom = std::min(mask.rows - 1, cvCeil(std::max(from.y, to.y) + radius));
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x)
            if (squaredDistance(cv::Point2d(x, y), from, to) <= radius * radius)
                mask.at<uchar>(y, x) = 255;
}

cv::Mat strokeOf(const cv::Size& size, const Contour& path, double radius) {
    cv::Mat stroke = cv::Mat::zeros(size, CV_8UC1);
    for (std::size_t i = 0; i < path.size(); ++i)
        paintSegment(stroke, path[i == 0 ? 0 : i - 1], path[i], radius);
    return stroke;
}

/// Where the closed contour crosses the row of pixel centres at `y`, from left to right.
std::vector<double> crossingsAt(const Contour& contour, int y) {
    std::vector<double> crossings;
    for (std::size_t i = 0; i < contour.size(); ++i) {
        const cv::Point2d a = contour[i];
        const cv::Point2d b = contour[(i + 1) % contour.size()];
        if ((a.y <= y) != (b.y <= y))
            crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
    std::sort(crossings.begin(), crossings.end());
    return crossings;
}

/// From the pixel of `first` that lies nearest to `second`, to its nearest pixel there.
Contour nearestPixels(const cv::Mat& first, const cv::Mat& second) {
    cv::Mat distance, labels;
    cv::distanceTransform(second == 0, distance, labels, cv::DIST_L2, cv::DIST_MASK_5,
                          cv::DIST_LABEL_PIXEL);
    cv::Point from;
    cv::minMaxLoc(distance, nullptr, nullptr, &from, nullptr, first);
    cv::Point to;
    cv::minMaxLoc(distance, nullptr, nullptr, &to, nullptr,
                  (labels == labels.at<int>(from)) & second);
    return {cv::Point2f(from), cv::Point2f(to)};
}

}  // namespace

cv::Mat paintStroke(const cv::Mat& mask, const Contour& path_in_frame, double radius_px) {
    requireMask(mask);
    return united(mask, strokeOf(mask.size(), path_in_frame, radius_px));
}

cv::Mat eraseStroke(const cv::Mat& mask, const Contour& path_in_frame, double radius_px) {
    requireMask(mask);
    return without(mask, strokeOf(mask.size(), path_in_frame, radius_px));
}

cv::Mat addPolygon(const cv::Mat& mask, const Contour& polygon_in_frame) {
    requireMask(mask);
    return united(mask, maskFromContour(polygon_in_frame, mask.size()));
}

cv::Mat removePolygon(const cv::Mat& mask, const Contour& polygon_in_frame) {
    requireMask(mask);
    return without(mask, maskFromContour(polygon_in_frame, mask.size()));
}

cv::Mat fillHoles(const cv::Mat& mask) {
    requireMask(mask);
    return united(mask, holesOf(mask));
}

std::vector<cv::Mat> partsOf(const cv::Mat& mask) {
    requireMask(mask);
    std::vector<Part> parts = sonomask::partsOf(mask);
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.pixels > b.pixels; });
    std::vector<cv::Mat> masks;
    for (const Part& part : parts) {
        masks.push_back(emptyLike(mask));
        part.mask.copyTo(masks.back()(part.bounds));
    }
    return masks;
}

std::vector<cv::Mat> splitAlong(const cv::Mat& mask, const Contour& line_in_frame) {
    requireMask(mask);
    std::vector<cv::Point> line;
    for (const cv::Point2f& point : line_in_frame)
        line.emplace_back(cvRound(point.x), cvRound(point.y));
    cv::Mat cut = emptyLike(mask);
    // A line of four-connected pixels leaves no diagonal step across it.
    if (!line.empty()) cv::polylines(cut, line, false, cv::Scalar(255), 1, cv::LINE_4);
    const cv::Mat remains = without(mask, cut);
    const bool parted = sonomask::partsOf(remains).size() > sonomask::partsOf(mask).size();
    return partsOf(parted ? remains : mask);
}

cv::Mat mergeMasks(const cv::Mat& first, const cv::Mat& second) {
    requireMask(first);
    requireMask(second);
    const cv::Mat both = united(first, second);
    const int smaller = std::min(cv::countNonZero(first), cv::countNonZero(second));
    if (smaller == 0 || sonomask::partsOf(both).size() < 2) return both;
    const double diameter = 2 * std::sqrt(smaller / CV_PI);
    constexpr double kBridgeShare = 0.25;
    return paintStroke(both, nearestPixels(first, second),
                       std::max(1.0, kBridgeShare * diameter / 2));
}

std::optional<segmentation::Lesion> rethreshold(const segmentation::ProbabilityMap& probability,
                                                const Calibration& calibration, double threshold,
                                                const cv::Mat& mask) {
    requireMask(mask);
    segmentation::LesionSettings settings;
    settings.threshold = threshold;
    settings.minimal_score = settings.minimal_area_mm2 = settings.minimal_area_px = 0;
    std::optional<segmentation::Lesion> best;
    int most_shared = 0;
    for (segmentation::Lesion& lesion :
         segmentation::findLesions(probability, calibration, settings)) {
        const int shared = cv::countNonZero(lesion.mask & mask(lesion.bounds_in_frame));
        if (shared <= most_shared) continue;
        most_shared = shared;
        best = std::move(lesion);
    }
    return best;
}

cv::Mat maskFromContour(const Contour& contour_in_frame, const cv::Size& frame_size) {
    cv::Mat mask = cv::Mat::zeros(frame_size, CV_8UC1);
    if (contour_in_frame.size() < 3) return mask;
    for (int y = 0; y < mask.rows; ++y) {
        const std::vector<double> crossings = crossingsAt(contour_in_frame, y);
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const int from = cvCeil(std::max(0.0, crossings[i]));
            const int to = cvCeil(std::min<double>(mask.cols, crossings[i + 1]));
            if (from < to) mask.row(y).colRange(from, to).setTo(255);
        }
    }
    return mask;
}

}  // namespace sonomask::workflow
