#pragma once

#include <cstddef>
#include <stop_token>
#include <vector>

#include "descriptors/terms.h"
#include "imaging/clip.h"
#include "segmentation/engine.h"
#include "workflow/findings.h"

namespace sonomask::workflow {

/// So many frames of a clip are tried that cannot be read before the rest is given up: where a clip
/// is cut short, none of the rest can.
inline constexpr std::size_t kUnreadableFramesTried = 8;

/// Segments one frame, measures and describes each mass, with the model's own settings. Throws
/// `Cancelled`.
FrameFindings segmentFrame(const segmentation::Engine& engine, const Frame& frame,
                           const std::stop_token& stop = {},
                           const descriptors::DescribeOptions& describe = {});

/// The same from a probability map that is already there.
FrameFindings findingsFrom(const segmentation::ProbabilityMap& probability, const Frame& frame,
                           const segmentation::LesionSettings& settings,
                           const descriptors::DescribeOptions& describe = {});

/// Findings for masses whose masks and outlines are there already.
FrameFindings findingsOf(std::vector<segmentation::Lesion> lesions, const Frame& frame,
                         const descriptors::DescribeOptions& describe = {});

/// Findings for masks that a person drew or that were read from a file (CV_8UC1, frame-sized).
FrameFindings findingsFromMask(const cv::Mat& mask_in_frame, const Frame& frame,
                               const descriptors::DescribeOptions& describe = {});

}  // namespace sonomask::workflow
