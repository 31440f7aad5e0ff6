#include "session/random_edits.h"

#include "workflow/mask_edit.h"
#include "workflow/session_edits.h"
#include "workflow/session_terms.h"

namespace sonomask::test {
namespace {

using namespace workflow;

int upTo(int highest, std::mt19937& random) {
    return static_cast<int>(random() % static_cast<unsigned>(highest + 1));
}

segmentation::Contour randomPath(std::mt19937& random) {
    segmentation::Contour path;
    for (int i = 0; i < 4; ++i)
        path.emplace_back(upTo(kFrameSize.width, random), upTo(kFrameSize.height, random));
    return path;
}

cv::Mat randomDisc(std::mt19937& random) {
    const int x = upTo(kFrameSize.width, random);
    return disc(x, upTo(kFrameSize.height, random), 1 + upTo(8, random));
}

/// The history of a session has the time in it; here it must be the same in every run.
MaskStep stepOf(const char* action, MaskOrigin origin = MaskOrigin::Hand) {
    return {origin, action, "Reader \"A\"", "2026-01-02T03:04:05Z"};
}

Edit randomMassEdit(const SessionState& state, int frame, std::mt19937& random) {
    const auto& lesions = state.frame(frame).lesions;
    const SessionLesion& lesion =
        lesions[static_cast<std::size_t>(upTo(static_cast<int>(lesions.size()) - 1, random))];
    const cv::Mat mask = lesion.mask.inFrame();
    switch (upTo(6, random)) {
        case 0:
            return edits::changeMask(state, frame, lesion.id,
                                     eraseStroke(mask, randomPath(random), 2), stepOf("erase"));
        case 1:
            return edits::deleteLesion(state, frame, lesion.id);
        case 2:
            return edits::overruleTerm(state, frame, lesion.id, "shape",
                                       upTo(1, random) ? "round" : "");
        case 3:
            return describedAs(state, frame, termOf("shape", "oval"));
        case 4:
            return edits::setLesionNote(state, frame, lesion.id, "note\nof mass");
        case 5:
            if (lesions.size() > 1)
                return edits::mergeLesions(state, frame, {lesions[0].id, lesions[1].id},
                                           stepOf("merge"));
            [[fallthrough]];
        default:
            return edits::changeMask(state, frame, lesion.id,
                                     paintStroke(mask, randomPath(random), 2), stepOf("brush"));
    }
}

}  // namespace

SessionSource fixtureSource() {
    SessionSource source;
    source.key = "fixture";
    source.file = "/nowhere/fixture.png";
    source.frame_count = kFrames;
    source.frame_size = kFrameSize;
    return source;
}

cv::Mat disc(double x, double y, double radius) {
    return paintStroke(cv::Mat::zeros(kFrameSize, CV_8UC1),
                       {cv::Point2f(static_cast<float>(x), static_cast<float>(y))}, radius);
}

descriptors::Term termOf(const std::string& category, const std::string& value) {
    descriptors::Term term;
    term.category = category;
    term.value = value;
    term.confidence = 0.75;
    return term;
}

Edit describedAs(const SessionState& state, int frame, const descriptors::Term& term) {
    SessionFrame after = state.frame(frame);
    putComputedTerms(after.lesions.front(), {term});
    return {"describe", {}, {{frame, std::make_shared<const SessionFrame>(std::move(after))}}};
}

FrameFindings findingsOfMasks(int frame, const cv::Mat& mask_in_frame) {
    FrameFindings findings;
    findings.origin.index = frame;
    findings.frame_size = mask_in_frame.size();
    for (segmentation::Lesion& lesion : segmentation::lesionsFromMask(mask_in_frame))
        findings.lesions.emplace_back().lesion = std::move(lesion);
    return findings;
}

Edit randomEdit(const SessionState& state, std::mt19937& random) {
    const int frame = upTo(kFrames - 1, random);
    if (!state.frame(frame).lesions.empty() && upTo(2, random) > 0)
        return randomMassEdit(state, frame, random);
    switch (upTo(7, random)) {
        case 0:
            return edits::segment(state,
                                  {findingsOfMasks(frame, randomDisc(random)),
                                   findingsOfMasks((frame + 1) % kFrames, randomDisc(random))},
                                  0.5, stepOf("segment", MaskOrigin::Network));
        case 1:
            return edits::markFrame(state, frame, upTo(1, random) == 1);
        case 2:
            return edits::setText(state, "text " + std::to_string(upTo(9, random)));
        case 3:
            return edits::setStage(state, static_cast<ReadingStage>(upTo(2, random)));
        case 4:
            return edits::setUserSpacing(state, PixelSpacing{0.1, 0.01 + upTo(9, random)},
                                         upTo(2, random));
        case 5:
            return edits::setReader(state, "Reader " + std::to_string(upTo(2, random)));
        case 6:
            return edits::setExported(state);
        default:
            return edits::addLesion(state, frame, randomDisc(random), stepOf("polygon"));
    }
}

}  // namespace sonomask::test
