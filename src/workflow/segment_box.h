#pragma once

#include <stop_token>

#include "segmentation/engine.h"
#include "workflow/findings.h"

namespace sonomask::workflow {

/// The mass inside a box that the reader drew around it (frame pixels), if the network finds one.
/// The network looks at the box enlarged with its surroundings, so that a small mass fills more of
/// its picture; only what lies in the box counts. She holds it for a mass: where nothing reaches
/// the model's threshold, lower ones are tried, down to a third of it. Throws `ConfigError` for a
/// box with less than 8 pixels of the frame in either direction, and `Cancelled`.
FrameFindings segmentBox(const segmentation::Engine& engine, const Frame& frame,
                         const cv::Rect& box_in_frame, const std::stop_token& stop = {});

}  // namespace sonomask::workflow
