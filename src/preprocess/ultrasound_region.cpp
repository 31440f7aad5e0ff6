#include "preprocess/ultrasound_region.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "imaging/disc.h"
#include "imaging/parts.h"
#include "preprocess/axis_sampling.h"

namespace sonomask::preprocess {
namespace {

/// The search runs on a picture of this longer side: its scale, not its detail, matters.
constexpr int kSearchSide = 256;
/// Above this grey level a pixel may show tissue; screens around the picture are black or nearly
/// so.
constexpr double kDarkLevel = 8.5;
/// Echoes vary from pixel to pixel; the panels of a screen do not, be they black or grey. In frame
/// pixels and grey levels; the level leaves room for the noise of a JPEG.
constexpr int kFlatWindow = 7;
constexpr double kFlatRange = 2;
/// Mean, over a search pixel, of 255 where the picture varies: half of it does.
constexpr double kHalfVaried = 127.5;
/// Half-widths, in search pixels, of what is wiped out (text) and bridged (grains of dark speckle;
/// shadows, vessels).
constexpr int kGrainRadius = 2;
constexpr int kTextRadius = 4;
constexpr int kShadowRadius = 10;
/// Parts that are less high than this are rows of buttons or text.
constexpr int kRowHeight = 20;
/// A picture smaller than this part of the frame is more likely a mistake than a picture.
constexpr double kMinimalShare = 0.15;
/// Margins thinner than this part of the frame are not worth cutting: the picture may fade there.
constexpr double kThinMargin = 0.03;

/// 255 where the picture is not the same all around a pixel.
cv::Mat variedPart(const cv::Mat& grey) {
    const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, {kFlatWindow, kFlatWindow});
    cv::Mat range;
    cv::morphologyEx(grey, range, cv::MORPH_GRADIENT, window);
    return range > kFlatRange;
}

/// 255 where a picture of the search's size may show tissue.
cv::Mat possibleTissue(const cv::Mat& grey, const cv::Size& size) {
    const AxisSampling columns = averaging(grey.cols, size.width);
    const AxisSampling rows = averaging(grey.rows, size.height);
    return (resample(grey, columns, rows) > kDarkLevel) &
           (resample(variedPart(grey), columns, rows) >= kHalfVaried);
}

cv::Mat withoutRows(const cv::Mat& mask) {
    cv::Mat kept = cv::Mat::zeros(mask.size(), CV_8UC1);
    const auto is_high = [](const cv::Rect& bounds) { return bounds.height >= kRowHeight; };
    for (const Part& part : partsOf(mask, is_high)) kept(part.bounds).setTo(255, part.mask);
    return kept;
}

cv::Rect boundsOfLargestPart(const cv::Mat& mask) {
    const std::vector<Part> parts = partsOf(mask);
    const auto largest =
        std::max_element(parts.begin(), parts.end(),
                         [](const Part& a, const Part& b) { return a.pixels < b.pixels; });
    return largest == parts.end() ? cv::Rect() : largest->bounds;
}

cv::Rect withoutThinMargins(const cv::Rect& found, const cv::Size& frame) {
    const int thin_x = cvRound(kThinMargin * frame.width);
    const int thin_y = cvRound(kThinMargin * frame.height);
    const int left = found.x <= thin_x ? 0 : found.x;
    const int top = found.y <= thin_y ? 0 : found.y;
    const int right = found.br().x >= frame.width - thin_x ? frame.width : found.br().x;
    const int bottom = found.br().y >= frame.height - thin_y ? frame.height : found.br().y;
    return {left, top, right - left, bottom - top};
}

cv::Rect unionOfTissueRegions(const Frame& frame) {
    constexpr int kTwoDimensional = 1;
    constexpr int kTissue = 1;
    const cv::Rect whole({0, 0}, frame.pixels.size());
    cv::Rect all;
    for (const UltrasoundRegion& region : frame.calibration.regions)
        if (region.spatial_format == kTwoDimensional && region.data_type == kTissue)
            all |= region.area_in_frame & whole;
    return all;
}

}  // namespace

cv::Rect findUltrasoundRegion(const cv::Mat& grey) {
    const cv::Rect whole({0, 0}, grey.size());
    const double scale = std::min(1.0, double(kSearchSide) / std::max(grey.cols, grey.rows));
    const cv::Size size(std::max(1, cvRound(scale * grey.cols)),
                        std::max(1, cvRound(scale * grey.rows)));
    cv::Mat mask = possibleTissue(grey, size);
    // Closing first keeps the grains of dark speckle together; opening then removes what is thin.
    mask = openedByDisc(closedByDisc(mask, kGrainRadius), kTextRadius);
    mask = closedByDisc(withoutRows(mask), kShadowRadius);
    const cv::Rect part = boundsOfLargestPart(mask);
    if (part.area() < kMinimalShare * size.area()) return whole;
    const double to_frame_x = double(grey.cols) / size.width;
    const double to_frame_y = double(grey.rows) / size.height;
    const cv::Point from(cvFloor(part.x * to_frame_x), cvFloor(part.y * to_frame_y));
    const cv::Point to(cvCeil(part.br().x * to_frame_x), cvCeil(part.br().y * to_frame_y));
    return withoutThinMargins(cv::Rect(from, to) & whole, grey.size());
}

cv::Rect ultrasoundRegion(const Frame& frame) {
    const cv::Rect named = unionOfTissueRegions(frame);
    return named.empty() ? findUltrasoundRegion(greyOf(frame)) : named;
}

}  // namespace sonomask::preprocess
