#pragma once

#include <filesystem>
#include <string>

#include <opencv2/core.hpp>

namespace sonomask {

/// The inside of an image's mask as CV_8UC1 0/255, from the picture (CV_8UC1 or CV_8UC3) that its
/// file holds. Throws `ReadError` with this file and remedy where it is not of the image's size, or
/// has more values than 0 and one other: it is then no mask.
cv::Mat maskFrom(const cv::Mat& picture, const cv::Size& image_size,
                 const std::filesystem::path& file, const std::string& remedy = {});

}  // namespace sonomask
