#pragma once

#include <filesystem>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/frame.h"
#include "segmentation/lesions.h"

namespace sonomask::report {

/// How masses are painted over a picture. The default colour is told apart from grey and from
/// Doppler colours, also with the common colour-vision deficiencies.
struct OverlayStyle {
    cv::Scalar outline_bgr = {255, 220, 0};
    double fill_opacity = 0.18;  ///< 0 = outline only
    double line_width = 1.5;     ///< frame pixels
};

/// The frame in colour with every mass outlined and filled: CV_8UC3, frame-sized.
cv::Mat overlayOf(const Frame& frame, const std::vector<segmentation::Lesion>& lesions,
                  const OverlayStyle& style = {});

/// Writes a picture (PNG) whole or not at all. Throws `WriteError`.
void writePng(const std::filesystem::path& file, const cv::Mat& pixels);

/// The same, and the picture says that Sonomask made it. A batch tells its masks from the user's
/// files by that, also when its records are gone. Throws `WriteError`.
void writeMarkedPng(const std::filesystem::path& file, const cv::Mat& pixels);

/// True for a picture that `writeMarkedPng` wrote.
bool isMarkedPng(const std::filesystem::path& file);

/// True where a file begins and ends as a PNG does: it is one, and was not cut short.
bool isWholePng(const std::filesystem::path& file);

}  // namespace sonomask::report
