#include "descriptors/picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace sonomask::descriptors {
namespace {

/// Of the smoothing before slopes and curvatures, in pixels of the common scale.
constexpr std::array<double, 2> kScales{1.5, 3};

/// Sums over a part's pixels, all found in one pass over them.
struct Sums {
    double pixels = 0;
    double steepness = 0;
    double squared_steepness = 0;
    double curvature = 0;
    double unevenness = 0;
    double across = 0;
    double along = 0;

    double meanOf(double sum) const { return pixels > 0 ? sum / pixels : 0; }
    double steepnessDeviation() const {
        const double mean = meanOf(steepness);
        return std::sqrt(std::max(0.0, meanOf(squared_steepness) - mean * mean));
    }
};

/// The maps are CV_32FC1, of the mask's size.
Sums sumsIn(const cv::Mat& mask, const cv::Mat& across, const cv::Mat& along,
            const cv::Mat& curvature) {
    Sums sums;
    for (int y = 0; y < mask.rows; ++y) {
        const auto* inside = mask.ptr<uchar>(y);
        const auto* slopes_across = across.ptr<float>(y);
        const auto* slopes_along = along.ptr<float>(y);
        const auto* curvatures = curvature.ptr<float>(y);
        for (int x = 0; x < mask.cols; ++x) {
            if (!inside[x]) continue;
            const double steepness =
                std::sqrt(slopes_across[x] * slopes_across[x] + slopes_along[x] * slopes_along[x]);
            sums.pixels += 1;
            sums.steepness += steepness;
            sums.squared_steepness += steepness * steepness;
            sums.curvature += curvatures[x];
            sums.unevenness += std::abs(curvatures[x]);
            sums.across += std::abs(slopes_across[x]);
            sums.along += std::abs(slopes_along[x]);
        }
    }
    return sums;
}

/// Slopes and curvatures of the picture smoothed at one scale.
void addAtScale(Features& all, const Surroundings& surroundings, double sigma) {
    cv::Mat smooth;
    cv::GaussianBlur(surroundings.grey, smooth, {}, sigma);
    cv::Mat across;
    cv::Mat along;
    cv::Mat curvature;
    cv::Sobel(smooth, across, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(smooth, along, CV_32F, 0, 1, 3, 1.0 / 8);
    cv::Laplacian(smooth, curvature, CV_32F);
    const std::string scale = sigma < 2 ? "_fine" : "_coarse";
    const auto add = [&](const std::string& what, const Part& part, double value) {
        all.push_back({"picture_" + what + "_" + part.name + scale, value});
    };
    const auto addSurface = [&](const Part& part) {
        const Sums sums = sumsIn(part.mask, across, along, curvature);
        add("steepness", part, sums.meanOf(sums.steepness));
        add("steepness_deviation", part, sums.steepnessDeviation());
        add("curvature", part, sums.meanOf(sums.curvature));
        add("unevenness", part, sums.meanOf(sums.unevenness));
        return sums;
    };
    const Sums band = addSurface(surroundings.band);
    const Sums inside = addSurface(surroundings.inside);
    addSurface(surroundings.outside);
    const auto addDirections = [&](const Part& part, const Sums& sums) {
        add("across", part, sums.meanOf(sums.across));
        add("along", part, sums.meanOf(sums.along));
    };
    addDirections(surroundings.band, band);
    addDirections(surroundings.inside, inside);
}

}  // namespace

Features pictureFeatures(const Surroundings& surroundings, const cv::Rect& region_in_frame,
                         const std::vector<cv::Point2f>& contour_in_frame) {
    const cv::Rect2d region = region_in_frame;
    const double longer = std::max(region.width, region.height);
    const cv::Rect2d box = cv::boundingRect(contour_in_frame);
    const cv::Point2d middle = (box.tl() + box.br()) / 2 - region.tl();
    const double area = std::max(1.0, cv::contourArea(contour_in_frame));
    Features all{{"picture_area", std::log(area / region.area())},
                 {"picture_width", std::log(box.width / longer)},
                 {"picture_height", std::log(box.height / longer)},
                 {"place_depth", middle.y / region.height},
                 {"place_top", (box.y - region.y) / region.height},
                 {"place_bottom", (box.br().y - region.y) / region.height},
                 {"place_off_middle", std::abs(middle.x / region.width - 0.5)},
                 {"place_aspect", std::log(region.height / region.width)}};
    for (const double sigma : kScales) addAtScale(all, surroundings, sigma);
    return all;
}

}  // namespace sonomask::descriptors
