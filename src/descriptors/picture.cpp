#include "descriptors/picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace sonomask::descriptors {
namespace {

/// Of the smoothing before slopes and curvatures, in pixels of the common scale.
constexpr std::array<double, 2> kScales{1.5, 3};

double meanIn(const cv::Mat& values, const cv::Mat& mask) {
    return cv::mean(values, mask)[0];
}

/// Slopes and curvatures of the picture smoothed at one scale.
void addAtScale(Features& all, const Surroundings& surroundings, double sigma) {
    cv::Mat smooth;
    cv::GaussianBlur(surroundings.grey, smooth, {}, sigma);
    cv::Mat across;
    cv::Mat along;
    cv::Mat steepness;
    cv::Mat curvature;
    cv::Sobel(smooth, across, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(smooth, along, CV_32F, 0, 1, 3, 1.0 / 8);
    cv::magnitude(across, along, steepness);
    cv::Laplacian(smooth, curvature, CV_32F);
    const std::string scale = sigma < 2 ? "_fine" : "_coarse";
    const auto add = [&](const std::string& what, const Part& part, double value) {
        all.push_back({"picture_" + what + "_" + part.name + scale, value});
    };
    for (const Part* part : {&surroundings.band, &surroundings.inside, &surroundings.outside}) {
        cv::Scalar mean;
        cv::Scalar deviation;
        cv::meanStdDev(steepness, mean, deviation, part->mask);
        add("steepness", *part, mean[0]);
        add("steepness_deviation", *part, deviation[0]);
        add("curvature", *part, meanIn(curvature, part->mask));
        add("unevenness", *part, meanIn(cv::abs(curvature), part->mask));
    }
    for (const Part* part : {&surroundings.band, &surroundings.inside}) {
        add("across", *part, meanIn(cv::abs(across), part->mask));
        add("along", *part, meanIn(cv::abs(along), part->mask));
    }
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
