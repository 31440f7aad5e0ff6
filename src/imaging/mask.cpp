#include "imaging/mask.h"

#include "base/error.h"

namespace sonomask {
namespace {

/// "1, 2, 3, 4, …": tells a map of labels from a mask that was blurred.
std::string valuesBesidesZero(const cv::Mat& grey) {
    constexpr int kMostNamed = 4;
    std::string text;
    for (int value = 1, named = 0; value < 256; ++value) {
        if (cv::countNonZero(grey == value) == 0) continue;
        text += text.empty() ? "" : ", ";
        if (named++ == kMostNamed) return text + "…";
        text += std::to_string(value);
    }
    return text;
}

std::string sizeText(const cv::Size& size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height);
}

/// Grey levels of colours would do for a picture; here blue of 2 is not black.
cv::Mat insideOfColour(const cv::Mat& picture, const std::filesystem::path& file,
                       const std::string& remedy) {
    cv::Mat brightest;
    cv::reduce(picture.reshape(1, static_cast<int>(picture.total())), brightest, 1, cv::REDUCE_MAX);
    const cv::Mat inside = brightest.reshape(1, picture.rows) > 0;
    cv::Point place;
    cv::minMaxLoc(inside, nullptr, nullptr, nullptr, &place);
    const auto colour = picture.at<cv::Vec3b>(place);
    cv::Mat of_this_colour;
    cv::inRange(picture, colour, colour, of_this_colour);
    if (cv::countNonZero(of_this_colour & inside) < cv::countNonZero(inside))
        throw ReadError("has several colours: a mask holds 0 and one other value", file, remedy);
    return inside;
}

}  // namespace

cv::Mat maskFrom(const cv::Mat& picture, const cv::Size& image_size,
                 const std::filesystem::path& file, const std::string& remedy) {
    if (picture.size() != image_size)
        throw ReadError("is " + sizeText(picture.size()) + " pixels where its image has " +
                            sizeText(image_size),
                        file, remedy);
    if (picture.channels() == 3) return insideOfColour(picture, file, remedy);
    double highest = 0;
    cv::minMaxIdx(picture, nullptr, &highest);
    const cv::Mat inside = picture > 0;
    if (cv::countNonZero(picture == highest) < cv::countNonZero(inside))
        throw ReadError("has the grey values " + valuesBesidesZero(picture) +
                            ": a mask holds 0 and one other value",
                        file, remedy);
    return inside;
}

}  // namespace sonomask
