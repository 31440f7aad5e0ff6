#include "workflow/learning_set.h"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "evaluation/cases.h"
#include "preprocess/ultrasound_region.h"
#include "session/random_edits.h"
#include "session/still_clip.h"
#include "support/temporary_folder.h"
#include "training/train.h"
#include "workflow/edit_history.h"
#include "workflow/mask_edit.h"
#include "workflow/session_edits.h"

namespace sonomask::workflow {
namespace {

using testing::HasSubstr;
using testing::Not;

const cv::Size kSize(300, 240);

cv::Mat massAt(float x, float y) {
    return paintStroke(cv::Mat::zeros(kSize, CV_8UC1), {{x, y}}, 20);
}

ReadClip readClip(const std::string& patient, ReadingStage stage, const cv::Mat& mask) {
    ClipInfo info;
    info.file = "/secret/Doe^Jane/" + patient + ".dcm";
    info.patient_name = "Doe^Jane";
    info.patient_id = patient;
    info.study_uid = info.sop_instance_uid = "1.2.840.99." + patient;
    info.study_date = "20260131";
    Frame frame{test::sectorPicture(kSize), {}, {}};
    frame.calibration.declared_spacing = PixelSpacing{0.1, 0.2};
    EditHistory history;
    history.apply(edits::segment({}, {test::findingsOfMasks(0, mask)}, 0.5,
                                 edits::byNetwork("segment", "model 1")));
    if (!history.state().frame(0).lesions.empty())
        history.apply(edits::overruleTerm(history.state(), 0, 1, "shape", "oval"));
    history.apply(edits::setStage(history.state(), stage));
    return {test::clipOf(info, {frame}), history.state()};
}

LearningSetOptions into(const test::TemporaryFolder& folder) {
    LearningSetOptions options;
    options.folder = folder / "set";
    return options;
}

TEST(LearningSet, IsATableOfCasesThatTrainingReads) {
    test::TemporaryFolder folder;
    const cv::Mat mask = massAt(150, 150);
    const auto summary =
        exportLearningSet({readClip("p", ReadingStage::Reviewed, mask)}, into(folder));
    EXPECT_EQ(summary.images, 1U);
    EXPECT_EQ(summary.masses, 1U);
    const auto cases = evaluation::readCases(folder / "set" / "cases.csv");
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].split, "train");
    EXPECT_EQ(cases[0].others.at("shape"), "oval");
    EXPECT_EQ(cases[0].spacing, (PixelSpacing{0.1, 0.2}));
    const Frame image = evaluation::readImage(cases[0]);
    const cv::Mat kept = evaluation::readMask(cases[0], image.pixels.size());
    EXPECT_EQ(cv::countNonZero(kept), cv::countNonZero(mask));
}

TEST(LearningSet, NamesTermsAsDescribeReadsThem) {
    test::TemporaryFolder folder;
    ReadClip item = readClip("p", ReadingStage::Reviewed, massAt(150, 150));
    const std::map<std::string, std::string> words{{"margin", "not circumscribed"},
                                                   {"margin_kind", "indistinct&angular"},
                                                   {"echo_pattern", "hypoechoic"},
                                                   {"posterior", "shadowing"},
                                                   {"rim", "yes"}};
    for (const auto& [term, word] : words)
        change(item.state, edits::overruleTerm(item.state, 0, 1, term, word));
    exportLearningSet({item}, into(folder));
    const auto columns = evaluation::readCases(folder / "set" / "cases.csv").at(0).others;
    EXPECT_EQ(columns.at("margin"), "not circumscribed - indistinct&angular");
    EXPECT_EQ(columns.at("echogenicity"), "hypoechoic");
    EXPECT_EQ(columns.at("posterior_features"), "shadowing");
    EXPECT_EQ(columns.at("halo"), "yes");
    EXPECT_FALSE(columns.contains("margin_kind"));
}

TEST(LearningSet, NothingInItNamesThePatient) {
    test::TemporaryFolder folder;
    exportLearningSet({readClip("patient77", ReadingStage::Reviewed, massAt(150, 150))},
                      into(folder));
    std::string everything;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "set")) {
        everything += entry.path().lexically_relative(folder.path()).string() + "\n";
        if (entry.is_regular_file()) everything += test::readText(entry.path());
    }
    for (const char* secret : {"Doe", "Jane", "patient77", "1.2.840", "20260131", "secret"})
        EXPECT_THAT(everything, Not(HasSubstr(secret)));
}

TEST(LearningSet, TextAroundTheUltrasoundPictureStaysOut) {
    test::TemporaryFolder folder;
    const ReadClip item = readClip("p", ReadingStage::Reviewed, massAt(150, 150));
    exportLearningSet({item}, into(folder));
    const auto cases = evaluation::readCases(folder / "set" / "cases.csv");
    const cv::Rect region = preprocess::ultrasoundRegion(item.clip.frame(0));
    EXPECT_GE(region.y, kSize.height / 8);
    EXPECT_EQ(evaluation::readImage(cases[0]).pixels.size(), region.size());
}

TEST(LearningSet, WhatWasNotReviewedStaysOutAndIsNamed) {
    test::TemporaryFolder folder;
    ReadClip exported = readClip("p", ReadingStage::Segmented, massAt(150, 150));
    exported.state.study.exported = true;  // which nobody need have looked at
    const auto summary = exportLearningSet(
        {exported, readClip("q", ReadingStage::Reviewed, massAt(150, 150))}, into(folder));
    EXPECT_EQ(summary.images, 1U);
    ASSERT_EQ(summary.skipped.size(), 1U);
    EXPECT_THAT(summary.skipped[0].reason, HasSubstr("not been reviewed"));
}

TEST(LearningSet, AFrameThatIsFreeOfMassesIsANormalCase) {
    test::TemporaryFolder folder;
    exportLearningSet({readClip("p", ReadingStage::Reviewed, cv::Mat::zeros(kSize, CV_8UC1))},
                      into(folder));
    const auto cases = evaluation::readCases(folder / "set" / "cases.csv");
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].label, "normal");
}

TEST(LearningSet, AMassBeyondTheUltrasoundPictureIsLeftOutWithItsReason) {
    test::TemporaryFolder folder;
    const auto summary =
        exportLearningSet({readClip("p", ReadingStage::Reviewed, massAt(150, 20))}, into(folder));
    EXPECT_EQ(summary.images, 0U);
    ASSERT_EQ(summary.skipped.size(), 1U);
    EXPECT_THAT(summary.skipped[0].reason, HasSubstr("beyond"));
}

TEST(LearningSet, APatientIsInOneSplitOnly) {
    test::TemporaryFolder folder;
    std::vector<ReadClip> clips;
    for (int i = 0; i < 20; ++i)
        clips.push_back(
            readClip("p" + std::to_string(i / 2), ReadingStage::Reviewed, massAt(150, 150)));
    exportLearningSet(clips, into(folder));
    std::map<std::string, std::set<std::string>> splits;
    std::map<std::string, int> counts;
    for (const auto& item : evaluation::readCases(folder / "set" / "cases.csv")) {
        splits[item.patient].insert(item.split);
        ++counts[item.split];
    }
    EXPECT_EQ(splits.size(), 10U);
    for (const auto& [patient, names] : splits) EXPECT_EQ(names.size(), 1U) << patient;
    EXPECT_EQ(counts["val"], 4);
}

TEST(LearningSet, OfTwoPatientsOneIsForValidation) {
    test::TemporaryFolder folder;
    std::vector<ReadClip> clips;
    for (const auto& [patient, kept] : {std::pair{"Ann", 0U}, {"Berta", 1U}, {"Clara", 1U}}) {
        clips.push_back(readClip(patient, ReadingStage::Reviewed, massAt(150, 150)));
        LearningSetOptions options = into(folder);
        options.folder /= patient;
        EXPECT_EQ(exportLearningSet(clips, options).kept_for_validation, kept) << patient;
        options.folder += "-none";
        options.validation_share = 0;
        EXPECT_EQ(exportLearningSet(clips, options).kept_for_validation, 0U) << patient;
    }
}

TEST(LearningSet, IsTrainedOnAsItIs) {
    test::TemporaryFolder folder;
    std::vector<ReadClip> clips;
    for (int i = 0; i < 5; ++i)
        clips.push_back(
            readClip("p" + std::to_string(i), ReadingStage::Reviewed, massAt(150, 150)));
    exportLearningSet(clips, into(folder));
    test::writeText(folder / "set" / "config.json", R"({
        "output": "run", "device": "cpu", "precision": "fp32", "threads": 1,
        "data": {"cases": "cases.csv"},
        "preprocessing": {"size": 64},
        "architecture": {"backbone": "resnet18", "aspp_channels": 8, "decoder_channels": 8},
        "stages": [{"steps": 1, "warm_up_steps": 0}],
        "optimiser": {"batch": 2}})");
    const auto model = training::runTraining(folder / "set" / "config.json", {}, {});
    EXPECT_TRUE(std::filesystem::exists(model));
}

TEST(LearningSet, NeverWritesOverAnotherSet) {
    test::TemporaryFolder folder;
    const ReadClip item = readClip("p", ReadingStage::Reviewed, massAt(150, 150));
    exportLearningSet({item}, into(folder));
    EXPECT_THROW(exportLearningSet({item}, into(folder)), ConfigError);
}

TEST(LearningSet, ACancelledExportLeavesNoPicture) {
    test::TemporaryFolder folder;
    std::stop_source stop;
    const auto item = readClip("p", ReadingStage::Reviewed, massAt(150, 150));
    const auto stop_after_one = [&](const Progress& progress) {
        if (progress.done == 1) stop.request_stop();
    };
    EXPECT_THROW(exportLearningSet({item, item}, into(folder), stop_after_one, stop.get_token()),
                 Cancelled);
    EXPECT_TRUE(std::filesystem::is_empty(folder / "set"));
    EXPECT_EQ(exportLearningSet({item}, into(folder)).images, 1U) << "there is room again";
    EXPECT_THROW(exportLearningSet({item}, into(folder)), ConfigError);
}

TEST(LearningSet, ACancelledExportLeavesNoTable) {
    test::TemporaryFolder folder;
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(exportLearningSet({readClip("p", ReadingStage::Reviewed, massAt(150, 150))},
                                   into(folder), {}, stop.get_token()),
                 Cancelled);
    EXPECT_FALSE(std::filesystem::exists(folder / "set" / "cases.csv"));
}

}  // namespace
}  // namespace sonomask::workflow
