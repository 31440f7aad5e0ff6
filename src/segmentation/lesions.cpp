#include "segmentation/lesions.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include <opencv2/imgproc.hpp>

#include "imaging/parts.h"
#include "network/checkpoint.h"
#include "preprocess/axis_sampling.h"
#include "segmentation/iso_line.h"

namespace sonomask::segmentation {
namespace {

/// Sigma, in pixels, that takes the staircase out of a drawn mask before its outline is traced.
constexpr double kMaskSigma = 1.0;
constexpr float kMaskLevel = 127.5F;

/// The part of the frame in which a map can reach a threshold.
struct Surface {
    cv::Mat values;  ///< CV_32FC1
    cv::Point origin_in_frame;
};

/// The map brought to the frame, free of the kinks that bilinear sampling leaves where it enlarges.
/// A value is a mean of map values, so that masses lie where the map itself reaches the threshold;
/// the rest of the frame is left out, but for a border of one pixel.
Surface surfaceInFrame(const ProbabilityMap& probability, double threshold) {
    const cv::Mat& map = probability.in_crop;
    const cv::Rect high = cv::boundingRect(map >= static_cast<float>(threshold));
    if (high.empty()) return {};
    const auto& transform = probability.transform;
    const cv::Rect& crop = transform.cropInFrame();
    const cv::Point2d first = transform.cropFromFrame(crop.tl());
    const double step = transform.scale();
    const auto sampled = [&](int length, double from, int samples) {
        const auto plain = preprocess::interpolating(length, from, step, samples);
        return step < 1 ? preprocess::joined(plain, preprocess::smoothing(samples, 0.5 / step))
                        : plain;
    };
    const auto columns = sampled(map.cols, first.x, crop.width);
    const auto rows = sampled(map.rows, first.y, crop.height);
    const auto partFor = [](const preprocess::AxisSampling& sampling, int from, int to) {
        const cv::Range seen = preprocess::samplesSeeing(sampling, {from, to});
        return cv::Range(std::max(0, seen.start - 1), std::min(sampling.samples(), seen.end + 1));
    };
    const cv::Range across = partFor(columns, high.x, high.br().x);
    const cv::Range down = partFor(rows, high.y, high.br().y);
    return {preprocess::resample(map, preprocess::partOf(columns, across),
                                 preprocess::partOf(rows, down)),
            crop.tl() + cv::Point(across.start, down.start)};
}

/// The surface in `bounds` with a border of one pixel (0 beyond the surface), other parts at 0.
cv::Mat surfaceAround(const cv::Mat& surface, const Part& part) {
    const cv::Rect whole({0, 0}, surface.size());
    const cv::Rect wider(part.bounds.x - 1, part.bounds.y - 1, part.bounds.width + 2,
                         part.bounds.height + 2);
    const cv::Rect seen = wider & whole;
    cv::Mat around = cv::Mat::zeros(wider.size(), CV_32FC1);
    surface(seen).copyTo(around(seen - wider.tl()));
    return around;
}

void shift(Contour& contour, const cv::Point& by) {
    for (cv::Point2f& point : contour) point += cv::Point2f(by);
}

/// Sorts the lines around one part into its outline (the largest) and its holes.
void takeLines(std::vector<Contour> lines, const cv::Point& origin, Lesion& lesion) {
    double largest = 0;
    for (Contour& line : lines) {
        shift(line, origin);
        const double area = signedArea(line);
        if (area < 0) lesion.holes_in_frame.push_back(line);
        if (area <= largest) continue;
        largest = area;
        lesion.contour_in_frame = std::move(line);
    }
}

/// Mean of the part's strongest values, `count` of them or all.
double scoreOf(const Surface& surface, const Part& part, int count) {
    std::vector<float> inside;
    inside.reserve(static_cast<std::size_t>(part.pixels));
    const cv::Mat values = surface.values(part.bounds);
    for (int y = 0; y < values.rows; ++y)
        for (int x = 0; x < values.cols; ++x)
            if (part.mask.at<uchar>(y, x) != 0) inside.push_back(values.at<float>(y, x));
    const auto strongest = std::min(inside.size(), static_cast<std::size_t>(count));
    const auto end = inside.begin() + static_cast<std::ptrdiff_t>(strongest);
    std::nth_element(inside.begin(), end, inside.end(), std::greater<>());
    return std::accumulate(inside.begin(), end, 0.0) / static_cast<double>(strongest);
}

Lesion lesionFrom(const Surface& surface, const Part& part, int strongest_pixels,
                  const LesionSettings& settings) {
    Lesion lesion;
    lesion.bounds_in_frame = part.bounds + surface.origin_in_frame;
    lesion.mask = part.mask;
    lesion.score = scoreOf(surface, part, strongest_pixels);
    cv::Mat around = surfaceAround(surface.values, part);
    // Another part may reach into the bounds; no cell of the grid touches both.
    cv::Mat inside = around(cv::Rect({1, 1}, part.bounds.size()));
    inside.setTo(0, (inside >= settings.threshold) & (part.mask == 0));
    takeLines(isoLines(around, static_cast<float>(settings.threshold)),
              lesion.bounds_in_frame.tl() - cv::Point(1, 1), lesion);
    if (settings.fill_holes) lesion.holes_in_frame.clear();
    return lesion;
}

bool largeEnough(const cv::Rect& bounds_in_frame, int pixels, const Calibration& calibration,
                 const LesionSettings& settings) {
    const auto spacing = calibration.scaleFor(bounds_in_frame).spacing;
    if (!spacing) return pixels >= settings.minimal_area_px;
    return pixels * spacing->x_mm * spacing->y_mm >= settings.minimal_area_mm2;
}

void sortLargestFirst(std::vector<Lesion>& lesions) {
    std::stable_sort(lesions.begin(), lesions.end(), [](const Lesion& a, const Lesion& b) {
        return cv::countNonZero(a.mask) > cv::countNonZero(b.mask);
    });
}

/// The outline of a drawn part: smooth where smoothing keeps its shape, else corner by corner, as
/// for lines a pixel or two wide.
Lesion lesionFromPart(const Part& part) {
    Lesion lesion;
    lesion.bounds_in_frame = part.bounds;
    lesion.mask = part.mask;
    lesion.score = 1;
    const int margin = cvCeil(4 * kMaskSigma);
    cv::Mat sharp;
    cv::copyMakeBorder(part.mask, sharp, margin, margin, margin, margin, cv::BORDER_CONSTANT,
                       cv::Scalar(0));
    sharp.convertTo(sharp, CV_32F);
    cv::Mat smooth;
    cv::GaussianBlur(sharp, smooth, {0, 0}, kMaskSigma);
    std::vector<Contour> lines = isoLines(sharp, kMaskLevel);
    std::vector<Contour> smooth_lines = isoLines(smooth, kMaskLevel);
    if (smooth_lines.size() == lines.size()) lines = std::move(smooth_lines);
    takeLines(std::move(lines), part.bounds.tl() - cv::Point(margin, margin), lesion);
    return lesion;
}

}  // namespace

LesionSettings settingsOf(const ModelInfo& model) {
    LesionSettings settings;
    settings.threshold = model.threshold;
    settings.minimal_score = model.minimal_score;
    return settings;
}

std::vector<Lesion> findLesions(const ProbabilityMap& probability, const Calibration& calibration,
                                const LesionSettings& settings) {
    const Surface surface = surfaceInFrame(probability, settings.threshold);
    if (surface.values.empty()) return {};
    cv::Mat mask = surface.values >= static_cast<float>(settings.threshold);
    if (settings.fill_holes) mask.setTo(255, holesOf(mask));
    const double step = probability.transform.scale();
    const double picture_in_frame = double(probability.in_crop.total()) / (step * step);
    const int strongest_pixels = std::max(1, cvRound(network::kStrongestShare * picture_in_frame));
    std::vector<Lesion> lesions;
    for (const Part& part : partsOf(mask)) {
        const cv::Rect bounds_in_frame = part.bounds + surface.origin_in_frame;
        if (!largeEnough(bounds_in_frame, part.pixels, calibration, settings)) continue;
        Lesion lesion = lesionFrom(surface, part, strongest_pixels, settings);
        if (lesion.score >= settings.minimal_score) lesions.push_back(std::move(lesion));
    }
    sortLargestFirst(lesions);
    return lesions;
}

std::vector<Lesion> lesionsFromMask(const cv::Mat& mask_in_frame) {
    std::vector<Lesion> lesions;
    for (const Part& part : partsOf(mask_in_frame != 0)) lesions.push_back(lesionFromPart(part));
    sortLargestFirst(lesions);
    return lesions;
}

cv::Mat maskOf(const std::vector<Lesion>& lesions, const cv::Size& frame_size) {
    cv::Mat mask = cv::Mat::zeros(frame_size, CV_8UC1);
    for (const Lesion& lesion : lesions) mask(lesion.bounds_in_frame).setTo(255, lesion.mask);
    return mask;
}

}  // namespace sonomask::segmentation
