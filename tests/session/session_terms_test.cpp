#include "workflow/session_terms.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "session/random_edits.h"
#include "workflow/edit_history.h"
#include "workflow/segment.h"
#include "workflow/session_edits.h"
#include "workflow/session_findings.h"

namespace sonomask::workflow {
namespace {

const MaskStep kByNetwork = {MaskOrigin::Network, "segment", "model 1", "2026-01-02T03:04:05Z"};
const MaskStep kByHand = {MaskOrigin::Hand, "brush", "Ann", "2026-01-02T03:05:00Z"};

Frame picture(int index) {
    Frame frame;
    frame.origin.index = index;
    frame.pixels = cv::Mat(test::kFrameSize, CV_8UC1, cv::Scalar(120));
    frame.pixels.setTo(30, test::disc(20, 20, 8));
    return frame;
}

SessionState after(const SessionState& state, const Edit& edit) {
    EditHistory history(state);
    history.apply(edit);
    return history.state();
}

SessionState segmented() {
    return after({}, edits::segment({}, {findingsFromMask(test::disc(20, 20, 8), picture(0))}, 0.5,
                                    kByNetwork));
}

const std::map<std::string, TermReading>& termsIn(const SessionState& state) {
    return state.frame(0).lesions.at(0).terms;
}

TEST(SessionTerms, ComeWithTheNetworksFindings) {
    const SessionState state = segmented();
    EXPECT_EQ(termsIn(state).at("shape").computed, "round");
    EXPECT_GT(termsIn(state).at("shape").confidence, 0.4);
}

TEST(SessionTerms, AreTakenAwayWithTheMaskTheyWereComputedOn) {
    SessionState state = segmented();
    state = after(state, edits::overruleTerm(state, 0, 1, "shape", "oval"));
    state = after(state, edits::changeMask(state, 0, 1, test::disc(20, 20, 5), kByHand));
    EXPECT_EQ(termsIn(state).size(), 1U);
    EXPECT_EQ(termsIn(state).at("shape").computed, "");
    EXPECT_EQ(termsIn(state).at("shape").overruled, "oval");
}

TEST(SessionTerms, AreComputedAnewForAChangedMask) {
    SessionState state = segmented();
    state = after(state, edits::overruleTerm(state, 0, 1, "shape", "oval"));
    cv::Mat beam = cv::Mat::zeros(test::kFrameSize, CV_8UC1);
    cv::rectangle(beam, {16, 4}, {21, 36}, cv::Scalar(255), cv::FILLED);
    Edit edit = edits::changeMask(state, 0, 1, beam, kByHand);
    state = after(state, withTerms(std::move(edit), state, picture));
    EXPECT_EQ(termsIn(state).at("orientation").computed, "not parallel");
    EXPECT_EQ(termsIn(state).at("shape").overruled, "oval");
    EXPECT_FALSE(termsIn(state).at("shape").computed.empty());
}

TEST(SessionTerms, FollowARulerThatIsNotSquare) {
    SessionState state = segmented();
    Edit edit = edits::setUserSpacing(state, PixelSpacing{0.3, 0.1});
    state = after(state, withTerms(std::move(edit), state, picture));
    EXPECT_EQ(termsIn(state).at("orientation").computed, "parallel");
    edit = edits::setUserSpacing(state, PixelSpacing{0.1, 0.3});
    state = after(state, withTerms(std::move(edit), state, picture));
    EXPECT_EQ(termsIn(state).at("orientation").computed, "not parallel");
}

TEST(SessionTerms, AnEditThatTouchesNoMaskDecodesNothing) {
    const SessionState state = segmented();
    const auto none = [](int) -> Frame { throw std::logic_error("decoded"); };
    EXPECT_NO_THROW(withTerms(edits::setText(state, "text"), state, none));
    EXPECT_NO_THROW(withTerms(edits::setLesionNote(state, 0, 1, "note"), state, none));
    EXPECT_NO_THROW(withTerms(edits::overruleTerm(state, 0, 1, "shape", "oval"), state, none));
}

TEST(SessionTerms, FindingsCarryTheReadersWords) {
    SessionState state = segmented();
    state = after(state, edits::overruleTerm(state, 0, 1, "margin", "not circumscribed"));
    const FrameFindings findings = findingsOf(state, picture(0));
    EXPECT_EQ(findings.lesions[0].overruled.at("margin"), "not circumscribed");
    EXPECT_NE(findings.lesions[0].description.find("margin"), nullptr);
}

}  // namespace
}  // namespace sonomask::workflow
