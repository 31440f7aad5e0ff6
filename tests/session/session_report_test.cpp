#include "workflow/session_report.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "session/random_edits.h"
#include "session/still_clip.h"
#include "workflow/session.h"
#include "workflow/session_edits.h"

namespace sonomask::workflow {
namespace {

Clip clipOfFrames() {
    ClipInfo info;
    info.file = "left/loop.avi";
    info.patient_name = "Doe^Jane";
    return test::clipOf(
        info,
        std::vector<Frame>(test::kFrames,
                           Frame{cv::Mat(test::kFrameSize, CV_8UC1, cv::Scalar(80)), {}, {}}));
}

SessionState workOnFrames(const std::vector<int>& frames) {
    Session session(test::fixtureSource());
    for (const int frame : frames)
        session.apply(edits::segment(
            session.state(),
            {test::findingsOfMasks(frame, test::disc(15, 15, 6) | test::disc(45, 25, 8))}, 0.5,
            edits::byNetwork("segment", "model 1")));
    return session.state();
}

TEST(SessionReport, ShowsTheFramesWithAMassAndNumbersTheMasses) {
    const auto content = reportOf({{clipOfFrames(), workOnFrames({1, 3})}}).content;
    EXPECT_EQ(content.pictures.size(), 2U);
    ASSERT_EQ(content.masses.size(), 4U);
    EXPECT_EQ(content.masses[3].number, 4);
    EXPECT_EQ(content.masses[3].picture, 2);
    EXPECT_EQ(content.pictures[1].file, "loop.avi");
    EXPECT_EQ(content.pictures[1].frame, 4);
    EXPECT_FALSE(content.pictures[1].reviewed);
    EXPECT_EQ(content.identity.file, "loop.avi");
    EXPECT_EQ(content.model, "model 1");
    EXPECT_EQ(content.identity.patient_name, "Doe^Jane");
    EXPECT_FALSE(content.masses[0].drawn_by_hand);
}

TEST(SessionReport, MarkedFramesAreChosenBeforeOthers) {
    Session session(test::fixtureSource());
    SessionState state = workOnFrames({1, 3});
    EditHistory history(state);
    history.apply(edits::markFrame(state, 3, true));
    const auto content = reportOf({{clipOfFrames(), history.state()}}).content;
    EXPECT_EQ(content.pictures.size(), 1U);
    EXPECT_EQ(content.pictures[0].frame, 4);
}

TEST(SessionReport, LeavesOutWhatCannotBeReadAndSaysSo) {
    class Damaged : public FrameSource {
        Frame frame(int index) const override {
            if (index == 3) throw ReadError("frame 4 cannot be decoded", "left/damaged.avi");
            return {cv::Mat(test::kFrameSize, CV_8UC1, cv::Scalar(80)), {}, {{}, index}};
        }
    };
    ClipInfo info;
    info.file = "left/damaged.avi";
    info.frame_count = test::kFrames;
    const ReadClip damaged{Clip(info, std::make_shared<Damaged>()), workOnFrames({1, 3})};
    const auto report = reportOf({damaged, {clipOfFrames(), workOnFrames({1})}}, {},
                                 {{"left/gone.avi", "left/gone.avi: does not exist"}});
    ASSERT_EQ(report.left_out.size(), 2U);
    EXPECT_EQ(report.left_out[1].file, "left/damaged.avi");
    ASSERT_EQ(report.content.pictures.size(), 1U);  // nothing half of the damaged one
    EXPECT_EQ(report.content.pictures[0].file, "loop.avi");
    EXPECT_EQ(report.content.masses.size(), 2U);
    EXPECT_EQ(report.content.left_out, (std::vector<std::string>{"gone.avi", "damaged.avi"}));
}

TEST(SessionReport, IsCancelled) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(reportOf({{clipOfFrames(), workOnFrames({1})}}, {}, {}, {}, stop.get_token()),
                 Cancelled);
}

TEST(SessionReport, CountsTheFilesThatItDoesNotShow) {
    SessionState reviewed = workOnFrames({1});
    reviewed.study.stage = ReadingStage::Reviewed;
    const auto content = reportOf({{clipOfFrames(), reviewed}, {clipOfFrames(), {}}}).content;
    EXPECT_TRUE(content.pictures[0].reviewed);
    EXPECT_EQ(content.counts.all, 2);
    EXPECT_EQ(content.counts.with_findings, 1);
    EXPECT_EQ(content.counts.not_segmented, 1);
    EXPECT_EQ(content.identity.file, "");
    EXPECT_EQ(content.identity.folder, "left");
}

TEST(SessionReport, ShowsComputedAndOverruledTerms) {
    EditHistory history(workOnFrames({0}));
    history.apply(edits::overruleTerm(history.state(), 0, 1, "shape", "irregular"));
    const auto content = reportOf({{clipOfFrames(), history.state()}}).content;
    const auto& terms = content.masses[0].terms;
    ASSERT_GE(terms.size(), 8U);
    EXPECT_EQ(terms[0].name, "Shape");
    EXPECT_FALSE(terms[0].computed.empty());
    EXPECT_EQ(terms[0].overruled, "irregular");
    EXPECT_GT(terms[0].confidence, 0);
    EXPECT_EQ(terms[1].overruled, "");
    EXPECT_EQ(terms.back().name, "Second opinion");
}

}  // namespace
}  // namespace sonomask::workflow
