#pragma once

#include <vector>

#include "descriptors/patch.h"

namespace sonomask::descriptors {

/// Boxes (patch pixels) of small bright spots inside the mass that stand out from its grain.
std::vector<cv::Rect> brightSpecks(const Patch& patch);

}  // namespace sonomask::descriptors
