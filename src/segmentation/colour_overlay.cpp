#include "segmentation/colour_overlay.h"

#include <vector>

#include "imaging/disc.h"

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

cv::Mat chromaOf(const cv::Mat& picture, cv::Mat& brightest) {
    std::vector<cv::Mat> channels;
    cv::split(picture, channels);
    brightest = cv::max(cv::max(channels[0], channels[1]), channels[2]);
    const cv::Mat darkest = cv::min(cv::min(channels[0], channels[1]), channels[2]);
    return brightest - darkest;
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

}  // namespace sonomask::segmentation
