#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "phantom/render.h"
#include "phantom/scene.h"

namespace sonomask::phantom {

/// Paints the machine's screen onto an empty frame (CV_8UC1), leaving the image area black; nothing
/// where the scene asks for none.
void paintScreen(cv::Mat& pixels, const Scene& scene);

/// Paints the marks that the scene asks for (ruler, body mark, calipers, text) over a frame whose
/// image is in place. Nothing of it enters the mask.
void paintMarks(cv::Mat& pixels, const Scene& scene, const std::vector<RenderedMass>& masses);

}  // namespace sonomask::phantom
