#include "workflow/session_edits.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "session/random_edits.h"
#include "workflow/edit_history.h"
#include "workflow/mask_edit.h"
#include "workflow/session_findings.h"

namespace sonomask::workflow {
namespace {

using test::disc;

const MaskStep kByNetwork = {MaskOrigin::Network, "segment", "model 1", "2026-01-02T03:04:05Z"};
const MaskStep kByHand = {MaskOrigin::Hand, "brush", "Ann", "2026-01-02T03:05:00Z"};

SessionState segmented(const cv::Mat& mask) {
    EditHistory history;
    history.apply(edits::segment({}, {test::findingsOfMasks(1, mask)}, 0.4, kByNetwork));
    return history.state();
}

SessionState after(const SessionState& state, const Edit& edit) {
    EditHistory history(state);
    history.apply(edit);
    return history.state();
}

TEST(SessionEdits, SegmentingKeepsMaskOutlineScoreAndWhoMadeIt) {
    const SessionState state = segmented(disc(20, 20, 6));
    ASSERT_EQ(state.frame(1).lesions.size(), 1U);
    const SessionLesion& lesion = state.frame(1).lesions[0];
    EXPECT_EQ(lesion.mask, SessionMask(disc(20, 20, 6)));
    EXPECT_TRUE(lesion.contour_in_frame);
    EXPECT_EQ(lesion.threshold, 0.4);
    EXPECT_EQ(lesion.history, std::vector<MaskStep>{kByNetwork});
    EXPECT_FALSE(lesion.touchedByHand());
    EXPECT_EQ(state.frame(1).segmented_by, "model 1");
    EXPECT_EQ(state.study.stage, ReadingStage::Segmented);
}

/// The outline that is kept of a mass whose outline was dragged to `contour`.
std::shared_ptr<const segmentation::Contour> keptOf(const segmentation::Contour& contour) {
    const SessionState state = segmented(disc(20, 20, 6));
    const cv::Mat mask = maskFromContour(contour, disc(20, 20, 6).size());
    const SessionState changed =
        after(state, edits::changeMask(state, 1, 1, mask, kByHand, contour));
    return changed.frame(1).lesions.at(0).contour_in_frame;
}

TEST(SessionEdits, ADraggedOutlineIsKeptWhereItIsThatOfItsMask) {
    EXPECT_TRUE(keptOf({{10, 10}, {30, 10}, {30, 30}, {10, 30}}));
    // Beyond the picture the mask ends; a knot counts once in the mask and not in the area.
    EXPECT_FALSE(keptOf({{-8, 10}, {30, 10}, {30, 30}, {-8, 30}}));
    EXPECT_FALSE(keptOf({{10, 5}, {30, 30}, {30, 5}, {10, 30}}));
}

TEST(SessionEdits, SegmentingAgainLeavesTheHandsWorkAlone) {
    SessionState state = segmented(disc(12, 12, 5) | disc(45, 25, 5));
    const cv::Mat wider = disc(12, 12, 8);
    state = after(state, edits::changeMask(state, 1, 1, wider, kByHand));
    state = after(
        state, edits::segment(state, {test::findingsOfMasks(1, disc(15, 12, 4) | disc(45, 20, 6))},
                              0.5, kByNetwork));
    ASSERT_EQ(state.frame(1).lesions.size(), 2U);
    EXPECT_EQ(state.frame(1).lesions[0].mask, SessionMask(wider));
    EXPECT_EQ(state.frame(1).lesions[1].mask, SessionMask(disc(45, 20, 6)));
}

TEST(SessionEdits, SegmentingDoesNotTakeBackThatAStudyWasReviewed) {
    SessionState state;
    state.study.stage = ReadingStage::Reviewed;
    state = after(
        state, edits::segment(state, {test::findingsOfMasks(0, disc(9, 9, 4))}, 0.5, kByNetwork));
    EXPECT_EQ(state.study.stage, ReadingStage::Reviewed);
}

TEST(SessionEdits, SegmentingLeavesWhatTheReaderSaidSomethingOf) {
    SessionState noted = segmented(disc(20, 20, 6));
    SessionFrame frame = noted.frame(1);
    frame.lesions[0].note = "seen in 2024, too";
    noted.frames[1] = std::make_shared<const SessionFrame>(frame);
    const SessionState again = after(
        noted, edits::segment(noted, {test::findingsOfMasks(1, disc(20, 20, 5))}, 0.5, kByNetwork));
    ASSERT_EQ(again.frame(1).lesions.size(), 1U);
    EXPECT_EQ(again.frame(1).lesions[0].note, "seen in 2024, too");
}

TEST(SessionEdits, TakingReviewedBackLeavesWhatTheNetworkDid) {
    const SessionState seen = segmented(disc(20, 20, 6));
    for (const SessionState& before : {SessionState(), seen}) {
        const SessionState reviewed = after(before, edits::setReviewed(before, true));
        EXPECT_EQ(reviewed.study.stage, ReadingStage::Reviewed);
        EXPECT_EQ(after(reviewed, edits::setReviewed(reviewed, false)), before);
    }
}

TEST(SessionEdits, WhatIsChangedAfterAnExportIsNoLongerExported) {
    SessionState start = segmented(disc(20, 20, 6));
    start = after(start, edits::setExported(start));
    const auto exported = [&](const Edit& edit) {
        return after(start, edits::outdatingExport(edit, start)).study.exported;
    };
    EXPECT_FALSE(exported(edits::changeMask(start, 1, 1, disc(20, 20, 8), kByHand)));
    EXPECT_FALSE(exported(edits::deleteLesion(start, 1, 1)));
    EXPECT_FALSE(exported(edits::overruleTerm(start, 1, 1, "shape", "round")));
    EXPECT_FALSE(exported(edits::setUserSpacing(start, PixelSpacing{0.1, 0.1})));
    EXPECT_FALSE(exported(edits::setText(start, "no change since last year")));
    EXPECT_TRUE(exported(edits::markFrame(start, 1, true)));
    EXPECT_TRUE(exported(edits::setReviewed(start, true)));
}

TEST(SessionEdits, ExportedAndReviewedAreToldApart) {
    SessionState state = segmented(disc(20, 20, 6));
    state = after(state, edits::setExported(state));
    EXPECT_EQ(state.study.stage, ReadingStage::Segmented);
    state = after(state, edits::setReviewed(state, true));
    EXPECT_TRUE(state.study.exported);
    state = after(state, edits::setExported(state));
    EXPECT_EQ(state.study.stage, ReadingStage::Reviewed);
}

TEST(SessionEdits, AFrameWithoutMassesStillSaysThatTheNetworkLooked) {
    const SessionState state = segmented(cv::Mat::zeros(test::kFrameSize, CV_8UC1));
    EXPECT_TRUE(state.frame(1).lesions.empty());
    EXPECT_EQ(state.frame(1).segmented_by, "model 1");
}

TEST(SessionEdits, AHandEditIsAddedToTheHistoryAndDropsTheStaleOutline) {
    SessionState state = segmented(disc(20, 20, 6));
    state = after(state, edits::changeMask(state, 1, 1, disc(20, 20, 9), kByHand));
    const SessionLesion& lesion = state.frame(1).lesions[0];
    EXPECT_EQ(lesion.history, (std::vector<MaskStep>{kByNetwork, kByHand}));
    EXPECT_TRUE(lesion.touchedByHand());
    EXPECT_FALSE(lesion.contour_in_frame) << "an outline of the old mask must not be measured";
    EXPECT_FALSE(lesion.threshold);
}

TEST(SessionEdits, AnEraserThatPartsAMassMakesTwo) {
    SessionState state = segmented(disc(20, 20, 10));
    state = after(state, edits::overruleTerm(state, 1, 1, "shape", "oval"));
    const cv::Mat cut = eraseStroke(disc(20, 20, 10), {{22, 0}, {22, 39}}, 1);
    state = after(state, edits::changeMask(state, 1, 1, cut, kByHand));
    ASSERT_EQ(state.frame(1).lesions.size(), 2U);
    EXPECT_GT(state.frame(1).lesions[0].mask.areaPx(), state.frame(1).lesions[1].mask.areaPx());
    EXPECT_EQ(state.frame(1).lesions[0].id, 1);
    EXPECT_EQ(state.frame(1).lesions[1].terms.at("shape").value(), "oval");
}

TEST(SessionEdits, AMassOfWhichNothingIsLeftIsGone) {
    SessionState state = segmented(disc(20, 20, 6));
    const cv::Mat nothing = cv::Mat::zeros(test::kFrameSize, CV_8UC1);
    state = after(state, edits::changeMask(state, 1, 1, nothing, kByHand));
    EXPECT_TRUE(state.frame(1).lesions.empty());
}

TEST(SessionEdits, AStrokeThatChangesNoPixelIsNoEdit) {
    const SessionState state = segmented(disc(20, 20, 6));
    EXPECT_TRUE(edits::changeMask(state, 1, 1, disc(20, 20, 6), kByHand).empty());
}

TEST(SessionEdits, AnOverruledTermKeepsBothValues) {
    SessionState state = segmented(disc(20, 20, 6));
    state = after(state, test::describedAs(state, 1, test::termOf("shape", "irregular")));
    state = after(state, edits::overruleTerm(state, 1, 1, "shape", "oval"));
    state = after(state, test::describedAs(state, 1, test::termOf("shape", "round")));
    const TermReading& shape = state.frame(1).lesions[0].terms.at("shape");
    EXPECT_EQ(shape.computed, "round");
    EXPECT_DOUBLE_EQ(shape.confidence, 0.75);
    EXPECT_EQ(shape.overruled, "oval");
    EXPECT_EQ(shape.value(), "oval");
    state = after(state, edits::overruleTerm(state, 1, 1, "shape", ""));
    EXPECT_EQ(state.frame(1).lesions[0].terms.at("shape").value(), "round");
}

TEST(SessionEdits, MergingKeepsTheFirstMassAndItsWords) {
    SessionState state = segmented(disc(12, 20, 6) | disc(40, 20, 5));
    state = after(state, edits::setLesionNote(state, 1, 2, "the smaller one"));
    state = after(state, edits::mergeLesions(state, 1, {2, 1}, kByHand));
    ASSERT_EQ(state.frame(1).lesions.size(), 1U);
    EXPECT_EQ(state.frame(1).lesions[0].id, 2);
    EXPECT_EQ(state.frame(1).lesions[0].note, "the smaller one");
    EXPECT_EQ(partsOf(state.frame(1).lesions[0].mask.inFrame()).size(), 1U);
}

TEST(SessionEdits, AFoundMassIsNotAddedWhereOneIs) {
    SessionState state = segmented(disc(12, 20, 6));
    state = after(
        state, edits::addFindings(
                   state, test::findingsOfMasks(1, disc(14, 20, 5) | disc(45, 20, 5)), kByNetwork));
    ASSERT_EQ(state.frame(1).lesions.size(), 2U);
    EXPECT_EQ(state.frame(1).lesions[1].mask, SessionMask(disc(45, 20, 5)));
    EXPECT_FALSE(state.frame(1).lesions[1].threshold) << "its probability is not kept";
}

TEST(SessionEdits, RefusesMassesThatAreNotThereAndMasksOfAnotherSize) {
    const SessionState state = segmented(disc(12, 20, 6));
    EXPECT_THROW(edits::deleteLesion(state, 1, 9), ConfigError);
    EXPECT_THROW(edits::deleteLesion(state, 0, 1), ConfigError);
    EXPECT_THROW(edits::mergeLesions(state, 1, {1}, kByHand), ConfigError);
    EXPECT_THROW(edits::changeMask(state, 1, 1, cv::Mat::zeros(5, 5, CV_8UC1), kByHand),
                 ConfigError);
    EXPECT_THROW(edits::setUserSpacing(state, PixelSpacing{0, 0.1}), ConfigError);
    EXPECT_THROW(edits::setUserSpacing(state, PixelSpacing{0.1, 0.1}, -1), ConfigError);
}

TEST(SessionEdits, MeasurementsFollowTheEditAndTheRuler) {
    SessionState state = segmented(disc(20, 20, 10));
    Frame frame{cv::Mat::zeros(test::kFrameSize, CV_8UC1), {}, {"x.png", 1}};
    const auto before = findingsOf(state, frame);
    ASSERT_EQ(before.lesions.size(), 1U);
    EXPECT_EQ(before.lesions[0].geometry.unit, "px");
    EXPECT_NEAR(before.lesions[0].geometry.area, 317, 15);

    state = after(state, edits::changeMask(state, 1, 1, disc(20, 20, 5), kByHand));
    state = after(state, edits::setUserSpacing(state, PixelSpacing{0.1, 0.1}));
    const auto now = findingsOf(state, frame);
    EXPECT_EQ(now.lesions[0].geometry.unit, "mm");
    EXPECT_EQ(now.lesions[0].geometry.scale.source, SpacingSource::User);
    EXPECT_NEAR(now.lesions[0].geometry.area, 0.81, 0.1);
}

TEST(SessionEdits, MasksOfAnotherPictureAreNotShown) {
    const SessionState state = segmented(disc(20, 20, 10));
    EXPECT_THROW(findingsOf(state, Frame{cv::Mat::zeros(99, 99, CV_8UC1), {}, {"x.png", 1}}),
                 ConfigError);
}

}  // namespace
}  // namespace sonomask::workflow
