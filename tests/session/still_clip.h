#pragma once

#include "imaging/clip.h"

namespace sonomask::test {

/// A clip of frames that are there already, as if opened from `info.file`.
Clip clipOf(ClipInfo info, std::vector<Frame> frames);

/// A grey frame with a bright sector on black, so that the ultrasound region can be found, and a
/// bright line of "text" above it.
cv::Mat sectorPicture(const cv::Size& size);

}  // namespace sonomask::test
