#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "imaging/frame.h"
#include "phantom/scene.h"
#include "phantom/shape.h"

namespace sonomask::phantom {

/// One mass as a frame shows it, with its truth.
struct RenderedMass {
    int index_in_scene = 0;
    MassGeometry geometry;                      ///< mm
    std::vector<cv::Point2d> contour_in_frame;  ///< px; pixel centres are whole numbers
};

/// A simulated frame and the truth about it.
struct RenderedFrame {
    Frame frame;                       ///< CV_8UC1; its calibration holds the ultrasound region
    cv::Mat mask_in_frame;             ///< CV_8UC1, 255 where a mass is seen, at the frame's size
    std::vector<RenderedMass> masses;  ///< those that the plane meets, in the scene's order
};

/// Simulates a frame. The same scene gives the same pixels. The mask is made from the same contours
/// as the picture, without the picture. Throws `ConfigError` for a scene that cannot be (no pixels,
/// spacing or frequency not positive).
RenderedFrame render(const Scene& scene);

/// The ultrasound region (PS3.3 C.8.5.5) of a scene's frames: the image area as 2-D tissue in cm.
UltrasoundRegion ultrasoundRegion(const Scene& scene);

}  // namespace sonomask::phantom
