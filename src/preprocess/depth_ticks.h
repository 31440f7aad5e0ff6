#pragma once

#include <optional>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"

namespace sonomask::preprocess {

/// The depth scale that a machine has burned into the picture: equally spaced marks, one above the
/// other. How far apart two marks are in the body, the picture does not say.
struct DepthTicks {
    double x_px = 0;        ///< their column in the frame
    double first_y_px = 0;  ///< of the uppermost one
    double period_px = 0;   ///< from one to the next
    int count = 0;          ///< marks seen
    int places = 0;         ///< from the first to the last, with those that tissue hides
    bool at_left = false;   ///< in the picture's left half
    /// 1 / (1 + n), where n is how many columns as regular as this one are to be expected by chance
    /// in a picture with as many marks.
    double confidence = 0;
};

/// The most regular column of small bright marks in the outer quarters of the picture (CV_8UC1);
/// nothing where its confidence is below 0.9. It has five marks at least, each within 1 pixel of
/// its place. n is that of an a-contrario test (Desolneux, Moisan & Morel 2000): the marks of the
/// column strewn evenly over its height, the binomial tail for as many places being met, times the
/// number of columns and periods that were tried.
std::optional<DepthTicks> findDepthTicks(const cv::Mat& grey);

/// The sides of a pixel where the ticks are `tick_mm` apart; how wide it is for its height, the
/// file's own calibration says.
PixelSpacing spacingFromTicks(const DepthTicks& ticks, double tick_mm,
                              const Calibration& calibration);

}  // namespace sonomask::preprocess
