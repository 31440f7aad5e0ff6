#include "descriptors/picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "descriptors/outline.h"

namespace sonomask::descriptors {
namespace {

/// The picture's longer side at the scale of the measures, in pixels; all lengths below, too.
constexpr double kSide = 256;
constexpr int kBand = 2;    // half the width of the band along the outline
constexpr int kCore = 3;    // what lies deeper inside is the mass's own texture
constexpr int kAround = 8;  // how far the tissue outside reaches
constexpr int kBlack = 8;   // grey level up to which there is no echo
constexpr std::array<double, 2> kScales{1.5, 3};

/// A name of a part and its pixels (CV_8UC1 0/255).
struct Part {
    std::string name;
    cv::Mat mask;
};

/// The surroundings of the mass at the common scale.
struct Surroundings {
    cv::Mat grey;  ///< CV_32FC1, in standard deviations of the picture
    Part band, inside, outside;
};

cv::Mat disc(int radius) {
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1});
}

cv::Mat grown(const cv::Mat& mask, int by) {
    cv::Mat result;
    cv::dilate(mask, result, disc(by));
    return result;
}

cv::Mat shrunk(const cv::Mat& mask, int by) {
    cv::Mat result;
    cv::erode(mask, result, disc(by), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    return result;
}

Surroundings surroundingsOf(const cv::Mat& grey_frame, const cv::Rect& region,
                            const std::vector<cv::Point2f>& contour) {
    const double scale = kSide / std::max(region.width, region.height);
    cv::Mat small;
    cv::resize(grey_frame(region), small, {}, scale, scale,
               scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    std::vector<cv::Point2f> scaled;
    for (const cv::Point2f& point : contour)
        scaled.emplace_back(static_cast<float>((point.x - region.x + 0.5) * scale - 0.5),
                            static_cast<float>((point.y - region.y + 0.5) * scale - 0.5));
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(small, mean, deviation, small > kBlack);
    // What a filter sees lies as far beyond the tissue outside as its kernel reaches.
    const int reach = kAround + cvCeil(4 * kScales.back());
    const cv::Rect box = cv::boundingRect(scaled);
    const cv::Rect part =
        cv::Rect(box.tl() - cv::Point(reach, reach), box.br() + cv::Point(reach, reach)) &
        cv::Rect({}, small.size());
    Surroundings result;
    const double unit = std::max(1.0, deviation[0]);
    small(part).convertTo(result.grey, CV_32FC1, 1 / unit, -mean[0] / unit);
    const cv::Mat mass = filled({scaled.begin(), scaled.end()}, small.size())(part);
    const cv::Mat core = shrunk(mass, kCore);
    const cv::Mat near = grown(mass, kBand);
    result.band = {"band", near & ~shrunk(mass, kBand)};
    result.inside = {"inside", cv::countNonZero(core) > 0 ? core : mass};
    result.outside = {"outside", grown(mass, kAround) & ~near};
    return result;
}

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

Features pictureFeatures(const cv::Mat& grey_frame, const cv::Rect& region_in_frame,
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
    const Surroundings surroundings = surroundingsOf(grey_frame, region_in_frame, contour_in_frame);
    for (const double sigma : kScales) addAtScale(all, surroundings, sigma);
    return all;
}

}  // namespace sonomask::descriptors
