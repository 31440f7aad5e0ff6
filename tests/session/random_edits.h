#pragma once

#include <random>

#include <opencv2/core.hpp>

#include "workflow/findings.h"
#include "workflow/session.h"

namespace sonomask::test {

inline constexpr int kFrames = 4;
inline const cv::Size kFrameSize(60, 40);

/// A file of `kFrames` frames that need not exist.
workflow::SessionSource fixtureSource();

/// A disc as a mask of `kFrameSize`.
cv::Mat disc(double x, double y, double radius);

/// A computed term.
descriptors::Term termOf(const std::string& category, const std::string& value);

/// Gives the first mass of a frame this one computed term.
workflow::Edit describedAs(const workflow::SessionState& state, int frame,
                           const descriptors::Term& term);

/// The network's findings for one frame with these masses.
workflow::FrameFindings findingsOfMasks(int frame, const cv::Mat& mask_in_frame);

/// Any one of the edits, at random, that is possible in `state`. The same `random` gives the same
/// edits.
workflow::Edit randomEdit(const workflow::SessionState& state, std::mt19937& random);

}  // namespace sonomask::test
