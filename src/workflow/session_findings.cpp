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
    if (!state.study.user_spacing) return frame;
    frame.calibration.user_spacing = state.study.user_spacing;
    frame.calibration.user_tick_mm = state.study.user_tick_mm;
    return frame;
}

FrameFindings findingsOf(const SessionState& state, const Frame& frame,
                         const descriptors::DescribeOptions& describe) {
    const std::vector<SessionLesion>& kept = state.frame(frame.origin.index).lesions;
    std::vector<segmentation::Lesion> lesions;
    for (const SessionLesion& lesion : kept) {
        if (lesion.mask.frameSize() != frame.pixels.size())
            throw ConfigError("the saved masks are of another size than the picture");
        lesions.push_back(lesionOf(lesion));
    }
    FrameFindings findings =
        findingsOf(std::move(lesions), withUserSpacing(frame, state), describe);
    for (std::size_t i = 0; i < kept.size(); ++i)
        for (const auto& [category, reading] : kept[i].terms)
            if (!reading.overruled.empty())
                findings.lesions[i].overruled[category] = reading.overruled;
    return findings;
}

}  // namespace sonomask::workflow
