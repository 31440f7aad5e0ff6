#pragma once

#include "descriptors/patch.h"

namespace sonomask::descriptors {

/// What is compared for the posterior features, in patch pixels.
struct PosteriorAreas {
    Points behind;  ///< closed polygon along the mass's lower edge; empty where there is no room
    cv::Rect left;  ///< beside it at the same rows; empty where there is no room
    cv::Rect right;
};

PosteriorAreas posteriorAreas(const Patch& patch);

}  // namespace sonomask::descriptors
