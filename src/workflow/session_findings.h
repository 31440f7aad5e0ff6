#pragma once

#include <vector>

#include "descriptors/terms.h"
#include "imaging/clip.h"
#include "imaging/frame.h"
#include "segmentation/lesions.h"
#include "workflow/findings.h"
#include "workflow/session_state.h"

namespace sonomask::workflow {

/// A file and the work on it.
struct ReadClip {
    Clip clip;
    SessionState state;
};

/// A session's mass with its outline: the stored one, else one drawn through the mask.
segmentation::Lesion lesionOf(const SessionLesion& lesion);

/// The frame with the session's ruler applied to its calibration.
Frame withUserSpacing(Frame frame, const SessionState& state);

/// The masses of a session's frame, measured and described, with the reader's words, in the
/// session's order (that of the ids), ready for tables and JSON. The session's ruler counts.
FrameFindings findingsOf(const SessionState& state, const Frame& frame,
                         const descriptors::DescribeOptions& describe = {});

}  // namespace sonomask::workflow
