#include "segmentation/lesions.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "segmentation/iso_line.h"

namespace sonomask::segmentation {
namespace {

/// Sigma, in pixels, that takes the staircase out of a drawn mask before its outline is traced.
constexpr double kMaskSigma = 1.0;
constexpr float kMaskLevel = 127.5F;

/// An eight-connected part of a mask.
struct Part {
    cv::Rect bounds;
    cv::Mat mask;  ///< CV_8UC1 0/255, the part of the frame in `bounds`
    int pixels = 0;
};

std::vector<Part> partsOf(const cv::Mat& mask_in_frame) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    const int count = cv::connectedComponentsWithStats(mask_in_frame, labels, stats, centroids, 8);
    std::vector<Part> parts;
    for (int label = 1; label < count; ++label) {
        const auto stat = [&](int column) { return stats.at<int>(label, column); };
        Part part;
        part.bounds = {stat(cv::CC_STAT_LEFT), stat(cv::CC_STAT_TOP), stat(cv::CC_STAT_WIDTH),
                       stat(cv::CC_STAT_HEIGHT)};
        part.mask = labels(part.bounds) == label;
        part.pixels = stat(cv::CC_STAT_AREA);
        parts.push_back(std::move(part));
    }
    return parts;
}

/// Everything that cannot be reached from outside without crossing the mask becomes mask.
void fillHoles(cv::Mat& mask_in_frame) {
    cv::Mat outside;
    cv::copyMakeBorder(mask_in_frame, outside, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::floodFill(outside, {0, 0}, cv::Scalar(128), nullptr, {}, {}, 4);
    const cv::Rect frame(1, 1, mask_in_frame.cols, mask_in_frame.rows);
    mask_in_frame.setTo(255, outside(frame) != 128);
}

/// The map in the frame, free of the kinks that bilinear sampling leaves where it enlarges.
cv::Mat surfaceInFrame(const ProbabilityMap& probability) {
    cv::Mat surface = probability.inFrame();
    const double frame_pixels_per_map_pixel = 1 / probability.transform.scale();
    if (frame_pixels_per_map_pixel > 1) {
        cv::Mat inside = surface(probability.transform.cropInFrame());
        const double sigma = 0.5 * frame_pixels_per_map_pixel;
        cv::GaussianBlur(inside.clone(), inside, {0, 0}, sigma, sigma, cv::BORDER_REPLICATE);
    }
    return surface;
}

/// The surface in `bounds` with a border of one pixel (0 beyond the frame), other parts at 0.
cv::Mat surfaceAround(const cv::Mat& surface, const Part& part) {
    const cv::Rect frame({0, 0}, surface.size());
    const cv::Rect wider(part.bounds.x - 1, part.bounds.y - 1, part.bounds.width + 2,
                         part.bounds.height + 2);
    const cv::Rect seen = wider & frame;
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

Lesion lesionFrom(const cv::Mat& surface, const Part& part, const LesionSettings& settings) {
    Lesion lesion;
    lesion.bounds_in_frame = part.bounds;
    lesion.mask = part.mask;
    lesion.score = cv::mean(surface(part.bounds), part.mask)[0];
    cv::Mat around = surfaceAround(surface, part);
    // Another part may reach into the bounds; no cell of the grid touches both.
    cv::Mat inside = around(cv::Rect({1, 1}, part.bounds.size()));
    inside.setTo(0, (inside >= settings.threshold) & (part.mask == 0));
    takeLines(isoLines(around, static_cast<float>(settings.threshold)),
              part.bounds.tl() - cv::Point(1, 1), lesion);
    if (settings.fill_holes) lesion.holes_in_frame.clear();
    return lesion;
}

bool largeEnough(const Part& part, const Calibration& calibration, const LesionSettings& settings) {
    const auto spacing = calibration.scaleFor(part.bounds).spacing;
    if (!spacing) return part.pixels >= settings.minimal_area_px;
    return part.pixels * spacing->x_mm * spacing->y_mm >= settings.minimal_area_mm2;
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

std::vector<Lesion> findLesions(const ProbabilityMap& probability, const Calibration& calibration,
                                const LesionSettings& settings) {
    const cv::Mat surface = surfaceInFrame(probability);
    cv::Mat mask = surface >= static_cast<float>(settings.threshold);
    if (settings.fill_holes) fillHoles(mask);
    std::vector<Lesion> lesions;
    for (const Part& part : partsOf(mask)) {
        if (!largeEnough(part, calibration, settings)) continue;
        Lesion lesion = lesionFrom(surface, part, settings);
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
