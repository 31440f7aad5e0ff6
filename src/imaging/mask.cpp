#include "imaging/mask.h"

#include "base/error.h"

namespace sonomask {

cv::Mat maskFrom(const cv::Mat& grey, const std::filesystem::path& file,
                 const std::string& remedy) {
    double highest = 0;
    cv::minMaxIdx(grey, nullptr, &highest);
    const cv::Mat inside = grey > 0;
    if (cv::countNonZero(grey == highest) < cv::countNonZero(inside))
        throw ReadError("has grey values: a mask holds 0 and one other value", file, remedy);
    return inside;
}

}  // namespace sonomask
