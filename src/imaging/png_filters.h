#pragma once

#include <cstdint>
#include <span>

#include <opencv2/core.hpp>

namespace sonomask {

/// Takes the filters off a PNG's rows (ISO 15948, 9.2): `filtered` holds, for each row of `pixels`
/// (CV_8U of 1, 3 or 4 channels), the filter's number and the row's bytes. False for a number that
/// is none.
bool takeFiltersOff(std::span<const std::uint8_t> filtered, cv::Mat& pixels);

}  // namespace sonomask
