#include "workflow/session_findings.h"

#include <utility>

#include "base/error.h"
#include "workflow/segment.h"

namespace sonomask::workflow {

segmentation::Lesion lesionOf(const SessionLesion& lesion) {
    const std::vector<segmentation::Lesion> parts =
        segmentation::lesionsFromMask(lesion.mask.inFrame());
    if (parts.empty()) throw ConfigError("a mass has no pixels");
    segmentation::Lesion result = parts.front();
    result.score = lesion.score;
    if (lesion.contour_in_frame) result.contour_in_frame = *lesion.contour_in_frame;
    return result;
}

Frame withUserSpacing(Frame frame, const SessionState& state) {
    if (state.study.user_spacing) frame.calibration.user_spacing = state.study.user_spacing;
    return frame;
}

FrameFindings findingsOf(const SessionState& state, const Frame& frame) {
    std::vector<segmentation::Lesion> lesions;
    for (const SessionLesion& lesion : state.frame(frame.origin.index).lesions) {
        if (lesion.mask.frameSize() != frame.pixels.size())
            throw ConfigError("the saved masks are of another size than the picture");
        lesions.push_back(lesionOf(lesion));
    }
    return findingsOf(std::move(lesions), withUserSpacing(frame, state));
}

}  // namespace sonomask::workflow
