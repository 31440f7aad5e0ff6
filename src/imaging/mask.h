#pragma once

#include <filesystem>
#include <string>

#include <opencv2/core.hpp>

namespace sonomask {

/// The inside of a mask as CV_8UC1 0/255, from the grey picture (CV_8UC1) that its file holds.
/// Throws `ReadError` with this file and remedy where the picture has more values than 0 and one
/// other: it is then no mask.
cv::Mat maskFrom(const cv::Mat& grey, const std::filesystem::path& file,
                 const std::string& remedy = {});

}  // namespace sonomask
