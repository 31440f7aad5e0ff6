#include "descriptors/surroundings.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "descriptors/outline.h"
#include "imaging/disc.h"
#include "preprocess/axis_sampling.h"

namespace sonomask::descriptors {
namespace {

/// The picture's longer side at the common scale, in pixels; all lengths below, too.
constexpr double kSide = 256;
constexpr int kBand = 2;        // half the width of the band along the outline
constexpr int kCore = 3;        // what lies deeper inside is the mass's own texture
constexpr int kAround = 8;      // how far the tissue outside reaches
constexpr int kReach = 40;      // how far beyond the mass the widest filter sees
constexpr double kBlack = 8.5;  // grey level up to which there is no echo

/// Also from the picture's border: what lies beyond it is no mass.
cv::Mat shrunk(const cv::Mat& mask, int by) {
    cv::Mat result = cv::Mat::zeros(mask.size(), CV_8UC1);
    const cv::Rect within(by, by, mask.cols - 2 * by, mask.rows - 2 * by);
    if (within.width > 0 && within.height > 0)
        erodedByDisc(mask, by)(within).copyTo(result(within));
    return result;
}

/// The ultrasound region, and a mass that somebody drew beside it.
cv::Rect regionWith(const std::vector<cv::Point2f>& contour_in_frame, const cv::Rect& region,
                    const cv::Size& frame) {
    const cv::Rect mass = cv::boundingRect(contour_in_frame) & cv::Rect({}, frame);
    return (mass & region).empty() ? mass | region : region;
}

}  // namespace

Surroundings surroundingsOf(const cv::Mat& grey_frame, const cv::Rect& region_in_frame,
                            const std::vector<cv::Point2f>& contour_in_frame) {
    const cv::Rect region = regionWith(contour_in_frame, region_in_frame, grey_frame.size());
    const double scale = kSide / std::max(region.width, region.height);
    const cv::Size size(std::max(1, cvRound(scale * region.width)),
                        std::max(1, cvRound(scale * region.height)));
    const cv::Mat small =
        preprocess::resample(grey_frame(region), preprocess::resizing(region.width, size.width),
                             preprocess::resizing(region.height, size.height));
    const cv::Point2d scales(double(size.width) / region.width,
                             double(size.height) / region.height);
    std::vector<cv::Point2f> scaled;
    for (const cv::Point2f& point : contour_in_frame)
        scaled.emplace_back(static_cast<float>((point.x - region.x + 0.5) * scales.x - 0.5),
                            static_cast<float>((point.y - region.y + 0.5) * scales.y - 0.5));
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(small, mean, deviation, small > kBlack);
    const cv::Rect box = cv::boundingRect(scaled);
    const cv::Point reach(kReach, kReach);
    const cv::Rect part = cv::Rect(box.tl() - reach, box.br() + reach) & cv::Rect({}, small.size());
    Surroundings result;
    const double unit = std::max(1.0, deviation[0]);
    small(part).convertTo(result.grey, CV_32FC1, 1 / unit, -mean[0] / unit);
    const cv::Mat mass = filled({scaled.begin(), scaled.end()}, small.size())(part);
    const cv::Mat core = shrunk(mass, kCore);
    const cv::Mat near = dilatedByDisc(mass, kBand);
    result.band = {"band", near & ~shrunk(mass, kBand)};
    result.inside = {"inside", cv::countNonZero(core) > 0 ? core : mass};
    result.outside = {"outside", dilatedByDisc(mass, kAround) & ~near};
    return result;
}

}  // namespace sonomask::descriptors
