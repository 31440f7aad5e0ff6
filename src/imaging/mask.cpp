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

}  // namespace

cv::Mat maskFrom(const cv::Mat& grey, const std::filesystem::path& file,
                 const std::string& remedy) {
    double highest = 0;
    cv::minMaxIdx(grey, nullptr, &highest);
    const cv::Mat inside = grey > 0;
    if (cv::countNonZero(grey == highest) < cv::countNonZero(inside))
        throw ReadError("has the grey values " + valuesBesidesZero(grey) +
                            ": a mask holds 0 and one other value",
                        file, remedy);
    return inside;
}

}  // namespace sonomask
