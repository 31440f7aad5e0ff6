#include "workflow/agreement.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "session/random_edits.h"
#include "session/still_clip.h"
#include "support/temporary_folder.h"
#include "workflow/output_names.h"
#include "workflow/session.h"
#include "workflow/session_edits.h"

namespace sonomask::workflow {
namespace {

using test::disc;
using testing::HasSubstr;

Clip clipNamed(const std::string& name, int frames = 1) {
    ClipInfo info;
    info.file = name;
    return test::clipOf(
        info,
        std::vector<Frame>(static_cast<std::size_t>(frames),
                           Frame{cv::Mat(test::kFrameSize, CV_8UC1, cv::Scalar(80)), {}, {}}));
}

cv::Mat box(int x, int y, int width, int height) {
    cv::Mat mask = cv::Mat::zeros(test::kFrameSize, CV_8UC1);
    mask(cv::Rect(x, y, width, height)).setTo(255);
    return mask;
}

ReaderMasses reader(const std::string& name, const std::vector<ReaderMass>& masses) {
    return {name, {{0, masses}}};
}

Agreement compared(const ReaderMasses& first, const ReaderMasses& second, const Clip& clip,
                   const std::optional<PixelSpacing>& user_spacing = {}) {
    return compareReaders({{clip, first, second, user_spacing}});
}

TEST(Agreement, TheSameMasksAgreeFully) {
    const auto one = reader("A", {{disc(20, 20, 8), {{"shape", "oval"}}}});
    const Agreement agreement = compared(one, one, clipNamed("a.png"));
    EXPECT_EQ(agreement.dice, 1);
    EXPECT_EQ(agreement.mean_mass_dice, 1);
    EXPECT_EQ(agreement.hd95, 0);
    EXPECT_EQ(agreement.matched, 1U);
}

TEST(Agreement, ShiftedBoxesHaveTheDiceAndDistanceWorkedOutByHand) {
    const Agreement agreement =
        compared(reader("A", {{box(10, 10, 10, 10), {}}}), reader("B", {{box(12, 10, 10, 10), {}}}),
                 clipNamed("a.png"));
    EXPECT_DOUBLE_EQ(agreement.masses[0].dice, 0.8);
    EXPECT_DOUBLE_EQ(*agreement.masses[0].hd95, 2);
    EXPECT_EQ(agreement.masses[0].unit, "px");
}

TEST(Agreement, TheRulerGivesMillimetres) {
    const Agreement agreement =
        compared(reader("A", {{box(10, 10, 10, 10), {}}}), reader("B", {{box(12, 10, 10, 10), {}}}),
                 clipNamed("a.png"), PixelSpacing{0.5, 0.1});
    EXPECT_DOUBLE_EQ(*agreement.hd95, 1);
    EXPECT_EQ(agreement.unit, "mm");
}

TEST(Agreement, MassesAreMatchedByOverlapNotByOrder) {
    const Agreement agreement = compared(
        reader("A", {{box(2, 2, 8, 8), {}}, {box(30, 10, 10, 10), {}}, {box(50, 30, 5, 5), {}}}),
        reader("B", {{box(31, 10, 10, 10), {}}, {box(2, 2, 8, 8), {}}, {box(2, 30, 4, 4), {}}}),
        clipNamed("a.png"));
    EXPECT_EQ(agreement.matched, 2U);
    EXPECT_EQ(agreement.only_first, 1U);
    EXPECT_EQ(agreement.only_second, 1U);
    EXPECT_EQ(agreement.masses[0].second_number, 2);
    EXPECT_EQ(agreement.masses[1].second_number, 1);
    EXPECT_FALSE(agreement.masses[2].hd95);
}

TEST(Agreement, OnlyFramesThatBothHaveReadCount) {
    ReaderMasses first = reader("A", {{box(2, 2, 8, 8), {}}});
    first.frames[1] = {{box(2, 2, 8, 8), {}}};
    const Agreement agreement =
        compared(first, reader("B", {{box(2, 2, 8, 8), {}}}), clipNamed("a.avi", 2));
    EXPECT_EQ(agreement.frames, 1U);
    EXPECT_EQ(agreement.only_first, 0U);
}

TEST(Agreement, KappaIsCohensOverTheMatchedMasses) {
    // po = 3/4; pe = (3/4)(2/4) + (1/4)(2/4) = 1/2; so kappa = 1/2.
    ReaderMasses first{"A", {}}, second{"B", {}};
    const char* words[4][2] = {
        {"oval", "oval"}, {"oval", "oval"}, {"oval", "round"}, {"round", "round"}};
    for (int i = 0; i < 4; ++i) {
        first.frames[i] = {{disc(20, 20, 6), {{"shape", words[i][0]}}}};
        second.frames[i] = {{disc(21, 20, 6), {{"shape", words[i][1]}}}};
    }
    const Agreement agreement = compared(first, second, clipNamed("a.avi", 4));
    ASSERT_EQ(agreement.terms.size(), 1U);
    EXPECT_DOUBLE_EQ(agreement.terms[0].observed, 0.75);
    EXPECT_DOUBLE_EQ(agreement.terms[0].kappa, 0.5);
}

TEST(Agreement, WhereBothSeeNothingThereIsNothingToCompare) {
    const Agreement agreement = compared(reader("A", {}), reader("B", {}), clipNamed("a.png"));
    EXPECT_TRUE(std::isnan(agreement.dice));
    EXPECT_FALSE(agreement.hd95);
    EXPECT_TRUE(agreement.masses.empty());
}

TEST(Agreement, TheTableHoldsMassesTermsAndStudyAndNoFormula) {
    const auto csv = agreementCsv(
        compared(reader("=cmd()", {{box(10, 10, 10, 10), {{"shape", "oval"}}}}),
                 reader("B, C", {{box(12, 10, 10, 10), {{"shape", "-1+cmd|' /C calc'!A0"}}}}),
                 clipNamed("a.png")));
    EXPECT_THAT(csv, HasSubstr("mass,a.png,0,1,1,,,,,0.8,2,px,,\r\n"));
    EXPECT_THAT(csv, HasSubstr("mass-term,a.png,0,1,1,shape,oval,'-1+cmd|' /C calc'!A0,,,,,,\r\n"));
    EXPECT_THAT(csv, HasSubstr("study,,,,,,'=cmd(),\"B, C\",1,0.8,2,px,,\r\n"));
    EXPECT_THAT(csv, HasSubstr("term,,,,,shape,,,1,,,,0,0\r\n"));
}

TEST(Agreement, ReadsAnotherReadersFolderOfMasks) {
    test::TemporaryFolder folder;
    cv::imwrite((folder / "scan_f0001_mask.png").string(), disc(15, 15, 5) | disc(45, 25, 5));
    cv::imwrite((folder / "scan_f0003.png").string(), disc(15, 15, 5));
    const ReaderMasses masses = massesFromFolder(folder.path(), clipNamed("scan.avi", 4).info());
    ASSERT_EQ(masses.frames.size(), 2U);
    EXPECT_EQ(masses.frames.at(1).size(), 2U);
    EXPECT_EQ(masses.frames.at(3).size(), 1U);
}

TEST(Agreement, NamesMasksThatDoNotFit) {
    test::TemporaryFolder folder;
    const ClipInfo info = clipNamed("scan.png").info();
    EXPECT_THROW(massesFromFolder(folder.path(), info), ReadError);
    cv::imwrite((folder / "scan_mask.png").string(), cv::Mat(10, 10, CV_8UC1, cv::Scalar(255)));
    EXPECT_THROW(massesFromFolder(folder.path(), info), ReadError);
    cv::Mat grey(test::kFrameSize, CV_8UC1, cv::Scalar(255));
    grey.row(3).setTo(100);
    cv::imwrite((folder / "scan_mask.png").string(), grey);
    EXPECT_THROW(massesFromFolder(folder.path(), info), ReadError);
    cv::Mat noise(test::kFrameSize, CV_8UC1, cv::Scalar(0));
    for (int y = 0; y < noise.rows; y += 2)
        for (int x = 0; x < noise.cols; x += 2) noise.at<uchar>(y, x) = 255;
    cv::imwrite((folder / "scan_mask.png").string(), noise);
    EXPECT_THROW(massesFromFolder(folder.path(), info), ReadError);
}

TEST(Agreement, PoolsTheClipsOfAStudy) {
    const auto box_of = [](int shift) { return reader("A", {{box(10 + shift, 10, 10, 10), {}}}); };
    const Agreement agreement = compareReaders({{clipNamed("a.png"), box_of(0), box_of(0), {}},
                                                {clipNamed("b.png"), box_of(0), box_of(2), {}}});
    ASSERT_EQ(agreement.masses.size(), 2U);
    EXPECT_EQ(agreement.masses[1].file, "b.png");
    EXPECT_DOUBLE_EQ(agreement.dice, 0.9) << "180 of 200 pixels in common";
    EXPECT_EQ(agreement.frames, 2U);
}

TEST(Agreement, TellsFilesOfOneNameApart) {
    const auto one = reader("A", {{box(10, 10, 10, 10), {}}});
    const Agreement agreement = compareReaders({{clipNamed("/cd/SER1/IM1"), one, one, {}},
                                                {clipNamed("/cd/SER2/IM1"), one, one, {}},
                                                {clipNamed("/cd/SER2/IM2"), one, one, {}}});
    ASSERT_EQ(agreement.masses.size(), 3U);
    const char* names[] = {"SER1/IM1", "SER2/IM1", "IM2"};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(agreement.masses[i].clip, i);
        EXPECT_EQ(agreement.masses[i].file, names[i]);
    }
}

TEST(Agreement, TellsTheMasksOfFilesNamedByTheirUidApart) {
    test::TemporaryFolder folder;
    cv::imwrite((folder / "1.2.840.7_mask.png").string(), disc(15, 15, 5));
    EXPECT_EQ(massesFromFolder(folder.path(), clipNamed("1.2.840.7").info()).frames.size(), 1U);
    EXPECT_THROW(massesFromFolder(folder.path(), clipNamed("1.2.840.1").info()), ReadError);
}

TEST(Agreement, TakesTheMaskOfEachOfTwoFilesOfOneName) {
    test::TemporaryFolder folder;
    cv::imwrite((folder / "SER2_IM1_mask.png").string(), disc(15, 15, 5));
    const auto names = outputNames({"/cd/SER1/IM1", "/cd/SER2/IM1"});
    const auto masses = [&](const char* file, const std::string& name) {
        return massesFromFolder(folder.path(), clipNamed(file).info(), name).frames.size();
    };
    EXPECT_EQ(masses("/cd/SER2/IM1", names[1]), 1U);
    EXPECT_THROW(masses("/cd/SER1/IM1", names[0]), ReadError);
}

/// A reader's session about a still, below `sessions`.
void keepWork(const std::filesystem::path& sessions, const ClipInfo& clip, const std::string& who) {
    Session session = Session::open(sessionSourceOf(clip), sessions);
    session.apply(edits::setReader(session.state(), who));
    session.apply(edits::setUserSpacing(session.state(), PixelSpacing{0.5, 0.5}));
    session.apply(
        edits::addLesion(session.state(), 0, disc(20, 20, 8), edits::byHand("brush", who)));
    session.save();
}

TEST(Agreement, FindsAnotherReadersSessionAlsoOfACopyElsewhere) {
    test::TemporaryFolder sessions;
    ClipInfo theirs = clipNamed("/her/computer/scan.png").info();
    theirs.width = test::kFrameSize.width;
    theirs.height = test::kFrameSize.height;
    ClipInfo mine = theirs;
    mine.file = "/mine/scan.png";
    keepWork(sessions.path(), theirs, "Dr Other");
    for (const auto& clip : {theirs, mine}) {
        const ReaderMasses masses = massesOfReader(sessions.path(), clip);
        EXPECT_EQ(masses.reader, "Dr Other");
        EXPECT_EQ(masses.frames.at(0).size(), 1U);
        EXPECT_EQ(masses.user_spacing, (PixelSpacing{0.5, 0.5})) << "her ruler's";
    }
    const auto session = sessions.path() / sessionSourceOf(theirs).key;
    EXPECT_EQ(massesOfReader(session, theirs).reader, "Dr Other");
    ClipInfo other = mine;
    other.file = "/mine/other.png";
    EXPECT_THROW(massesOfReader(sessions.path(), other), ReadError);
}

TEST(Agreement, TheDifferencePictureColoursWhatOnlyOneReaderSees) {
    Frame frame{cv::Mat(test::kFrameSize, CV_8UC1, cv::Scalar(80)), {}, {}};
    const cv::Mat picture =
        differencePicture(frame, {{box(5, 5, 10, 10), {}}}, {{box(10, 5, 10, 10), {}}});
    const auto at = [&](int x) { return picture.at<cv::Vec3b>(8, x); };
    EXPECT_GT(at(6)[0], at(6)[2] + 50) << "blue: the first only";
    EXPECT_GT(at(18)[2], at(18)[0] + 50) << "orange: the second only";
    EXPECT_EQ(at(12)[0], at(12)[2]) << "white: both";
    EXPECT_EQ(at(40), cv::Vec3b(80, 80, 80));
}

}  // namespace
}  // namespace sonomask::workflow
