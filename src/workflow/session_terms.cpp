#include "workflow/session_terms.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "workflow/session_findings.h"

namespace sonomask::workflow {
namespace {

bool isComputed(const SessionLesion& lesion) {
    return std::any_of(lesion.terms.begin(), lesion.terms.end(),
                       [](const auto& entry) { return !entry.second.computed.empty(); });
}

/// Width against height of a pixel by the ruler; terms depend on no more of the scale.
double pixelRatio(const StudyReading& study) {
    return study.user_spacing ? study.user_spacing->x_mm / study.user_spacing->y_mm : 0;
}

/// Every frame with masses becomes a part of the edit, with its computed terms taken away.
void dropAll(Edit& edit, const SessionState& before) {
    for (const auto& [index, frame] : before.frames) {
        if (edit.frames.contains(index) || frame->lesions.empty()) continue;
        SessionFrame without = *frame;
        for (SessionLesion& lesion : without.lesions) dropComputedTerms(lesion);
        edit.frames[index] = std::make_shared<const SessionFrame>(std::move(without));
    }
}

}  // namespace

void dropComputedTerms(SessionLesion& lesion) {
    for (auto& [category, reading] : lesion.terms) {
        reading.computed.clear();
        reading.confidence = 0;
    }
    std::erase_if(lesion.terms, [](const auto& entry) { return entry.second == TermReading{}; });
}

void putComputedTerms(SessionLesion& lesion, const std::vector<descriptors::Term>& computed) {
    dropComputedTerms(lesion);
    for (const descriptors::Term& term : computed) {
        TermReading& reading = lesion.terms[term.category];
        reading.computed = term.value;
        reading.confidence = std::round(term.confidence * 1e4) / 1e4;
    }
}

Edit withTerms(Edit edit, const SessionState& before, const std::function<Frame(int)>& picture,
               const descriptors::DescribeOptions& describe) {
    SessionState after;
    after.study = edit.study.value_or(before.study);
    if (pixelRatio(after.study) != pixelRatio(before.study)) dropAll(edit, before);
    for (auto& [index, frame] : edit.frames) {
        if (!frame || std::all_of(frame->lesions.begin(), frame->lesions.end(), isComputed))
            continue;
        after.frames[index] = frame;
        const FrameFindings findings = findingsOf(after, picture(index), describe);
        SessionFrame described = *frame;
        for (std::size_t i = 0; i < described.lesions.size(); ++i)
            putComputedTerms(described.lesions[i], findings.lesions[i].description.terms);
        frame = std::make_shared<const SessionFrame>(std::move(described));
    }
    return edit;
}

}  // namespace sonomask::workflow
