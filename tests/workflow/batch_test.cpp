#include "workflow/batch.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "dicom_bytes.h"
#include "support/own_processes.h"
#include "support/temporary_folder.h"
#include "tiny_model.h"
#include "workflow/batch_journal.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::readText;
using test::TemporaryFolder;
using test::tinyEngine;
using test::writeText;

void writePicture(const fs::path& file, const cv::Size& size = {80, 60}) {
    fs::create_directories(file.parent_path());
    cv::Mat picture(size, CV_8UC1);
    cv::randu(picture, 0, 255);
    cv::imwrite(file.string(), picture);
}

/// Three good pictures of different sizes and three that are broken, each in its own way.
void writeMixedFolder(const fs::path& folder) {
    writePicture(folder / "a.png", {80, 60});
    writePicture(folder / "b.png", {33, 77});
    writePicture(folder / "tiny.png", {1, 1});
    writeText(folder / "empty.png", "");
    writeText(folder / "note.dcm", "text");
    writePicture(folder / "cut.png");
    fs::resize_file(folder / "cut.png", fs::file_size(folder / "cut.png") / 2);
}

json findingsIn(const fs::path& folder) {
    return json::parse(readText(folder / "findings.json"));
}

std::size_t visibleFiles(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder)) count += entry.is_regular_file();
    return count;
}

class BatchTest : public testing::Test {
  protected:
    BatchTest() : engine(tinyEngine(folder.path())) {
        writeMixedFolder(folder / "in");
        options = {{folder / "in"}, folder / "out", 2, false};
    }

    TemporaryFolder folder;
    segmentation::Engine engine;
    BatchOptions options;
};

TEST_F(BatchTest, WritesAMaskAtEachPicturesOwnSizeAndGoesOnAfterFailures) {
    const BatchSummary summary = runBatch(engine, options);
    EXPECT_EQ(summary.files_total, 6U);
    EXPECT_EQ(summary.files_done, 3U);
    EXPECT_FALSE(summary.cancelled);
    for (const auto& [name, size] :
         {std::pair{"a", cv::Size(80, 60)}, {"b", cv::Size(33, 77)}, {"tiny", cv::Size(1, 1)}}) {
        const cv::Mat mask = cv::imread(
            (options.output / (std::string(name) + "_mask.png")).string(), cv::IMREAD_UNCHANGED);
        EXPECT_EQ(mask.size(), size) << name;
        EXPECT_EQ(mask.type(), CV_8UC1);
        EXPECT_EQ(cv::countNonZero((mask != 0) & (mask != 255)), 0);
    }
}

TEST_F(BatchTest, NamesEachFailedFileWithItsReasonAndLeavesNothingOfIt) {
    const BatchSummary summary = runBatch(engine, options);
    ASSERT_EQ(summary.failed.size(), 3U);
    EXPECT_EQ(summary.failed[0].file.filename(), "cut.png");
    EXPECT_NE(summary.failed[0].reason.find("truncated"), std::string::npos);
    EXPECT_EQ(summary.failed[1].file.filename(), "empty.png");
    EXPECT_EQ(summary.failed[2].file.filename(), "note.dcm");
    EXPECT_EQ(visibleFiles(options.output), 4U) << "three masks and findings.json";
}

TEST_F(BatchTest, RecordsEveryFileInFindingsInTheirOrder) {
    runBatch(engine, options);
    const json findings = findingsIn(options.output);
    ASSERT_EQ(findings["files"].size(), 6U);
    EXPECT_EQ(findings["summary"]["done"], 3);
    EXPECT_EQ(findings["summary"]["failed"], 3);
    EXPECT_EQ(findings["files"][0]["frames"][0]["mask"], "a_mask.png");
    EXPECT_EQ(findings["files"][2]["status"], "failed");
}

TEST_F(BatchTest, ResumesWithoutSegmentingAgainWhatIsDone) {
    runBatch(engine, options);
    const auto written = fs::last_write_time(options.output / "a_mask.png");
    writePicture(folder.path() / "in" / "new.png");
    options.resume = true;
    const BatchSummary summary = runBatch(engine, options);
    EXPECT_EQ(summary.files_done, 4U);
    EXPECT_EQ(summary.files_resumed, 3U);
    EXPECT_EQ(fs::last_write_time(options.output / "a_mask.png"), written);
}

TEST_F(BatchTest, SegmentsAgainWhenAnInputOrItsMaskHasChanged) {
    runBatch(engine, options);
    fs::remove(options.output / "a_mask.png");
    writePicture(folder.path() / "in" / "b.png", {50, 40});
    options.resume = true;
    const BatchSummary summary = runBatch(engine, options);
    EXPECT_EQ(summary.files_done, 3U);
    EXPECT_EQ(summary.files_resumed, 1U);
    EXPECT_TRUE(fs::exists(options.output / "a_mask.png"));
}

TEST_F(BatchTest, CancelsWithWholeFilesOnlyAndCanGoOn) {
    std::stop_source stop;
    options.jobs = 1;
    const BatchSummary first = runBatch(
        engine, options,
        [&](const Progress& p) {
            if (p.done >= 1) stop.request_stop();
        },
        stop.get_token());
    EXPECT_TRUE(first.cancelled);
    EXPECT_LT(first.files_done + first.failed.size(), 6U);
    EXPECT_EQ(findingsIn(options.output)["summary"]["cancelled"], true);
    options.resume = true;
    const BatchSummary second = runBatch(engine, options);
    EXPECT_EQ(second.files_done, 3U);
    EXPECT_EQ(second.failed.size(), 3U);
}

TEST_F(BatchTest, ReportsAnInputThatIsDeletedMeanwhile) {
    options.jobs = 1;
    const BatchSummary summary = runBatch(engine, options, [&](const Progress& p) {
        if (p.done == 1) fs::remove(folder.path() / "in" / "tiny.png");
    });
    EXPECT_EQ(summary.files_done, 2U);
    EXPECT_EQ(summary.failed.size(), 4U);
}

TEST_F(BatchTest, SaysSoWhenTheOutputCannotBeAFolder) {
    writeText(folder / "file", "in the way");
    options.output = folder / "file";
    EXPECT_THROW(runBatch(engine, options), WriteError);
}

TEST_F(BatchTest, WritesOneMaskForEachFrameOfAClip) {
    const fs::path clip = folder.path() / "clip" / "sweep.tiff";
    fs::create_directories(clip.parent_path());
    std::vector<cv::Mat> pages(3, cv::Mat(40, 50, CV_8UC1, cv::Scalar(90)));
    cv::imwritemulti(clip.string(), pages);
    options.inputs = {clip};
    const BatchSummary summary = runBatch(engine, options);
    EXPECT_EQ(summary.frames_done, 3U);
    EXPECT_TRUE(fs::exists(options.output / "sweep_f0000_mask.png"));
    EXPECT_TRUE(fs::exists(options.output / "sweep_f0002_mask.png"));
}

TEST_F(BatchTest, SegmentsTheFramesOfOneClipSideBySideWithTheSameFindings) {
    const fs::path clip = folder.path() / "clip" / "sweep.tiff";
    fs::create_directories(clip.parent_path());
    std::vector<cv::Mat> pages;
    for (int i = 0; i < 12; ++i) {
        pages.emplace_back(40, 50, CV_8UC1);
        cv::randu(pages.back(), 0, 255);
    }
    cv::imwritemulti(clip.string(), pages);
    options.inputs = {clip};
    options.jobs = 1;
    runBatch(engine, options);
    const json one_by_one = findingsIn(options.output);
    options.output = folder / "other";
    options.jobs = 4;
    runBatch(engine, options);
    const json side_by_side = findingsIn(options.output);
    EXPECT_EQ(side_by_side["files"], one_by_one["files"]);
    for (int i = 0; i < 12; ++i) EXPECT_EQ(one_by_one["files"][0]["frames"][i]["frame"], i);
}

TEST_F(BatchTest, RemovesTheMasksOfAClipOfWhichOneFrameFails) {
    const fs::path clip = folder.path() / "clip" / "sweep.tiff";
    fs::create_directories(clip.parent_path());
    const std::vector<cv::Mat> pages(6, cv::Mat(40, 50, CV_8UC1, cv::Scalar(90)));
    cv::imwritemulti(clip.string(), pages);
    options.inputs = {clip, folder / "in" / "a.png"};
    options.jobs = 3;
    fs::create_directories(options.output / "sweep_f0003_mask.png" / "in the way");
    const BatchSummary summary = runBatch(engine, options);
    EXPECT_EQ(summary.files_done, 1U);
    ASSERT_EQ(summary.failed.size(), 1U);
    EXPECT_EQ(visibleFiles(options.output), 2U) << "the other file's mask and findings.json";
}

TEST_F(BatchTest, LeavesItsOwnMasksOutWhenItWritesBelowItsInput) {
    options.output = folder.path() / "in" / "masks";
    runBatch(engine, options);
    EXPECT_EQ(runBatch(engine, options).files_total, 6U);
}

TEST_F(BatchTest, LeavesTheResultsOfOtherRunsOutThatLieAmongItsInputs) {
    options.output = folder.path() / "in" / "first";
    runBatch(engine, options);
    options.output = folder.path() / "in" / "second";
    EXPECT_EQ(runBatch(engine, options).files_total, 6U);
}

TEST_F(BatchTest, RemovesWhatAKilledRunLeftHalfWritten) {
    const pid_t killed = test::endedProcess();
    const std::string left = ".partial-" + std::to_string(killed) + "-0.png";
    const std::string being_written = ".partial-" + std::to_string(::getppid()) + "-0.png";
    const std::string somebodys = ".partial-results.png";
    fs::create_directories(options.output);
    for (const std::string& name : {left, being_written, somebodys})
        writeText(options.output / name, "half a mask");
    fs::create_directory(options.output / (".partial-" + std::to_string(killed) + "-1"));
    runBatch(engine, options);
    EXPECT_FALSE(fs::exists(options.output / left));
    EXPECT_TRUE(fs::exists(options.output / being_written));
    EXPECT_TRUE(fs::exists(options.output / somebodys));
    EXPECT_TRUE(fs::exists(options.output / (".partial-" + std::to_string(killed) + "-1")));
}

TEST_F(BatchTest, NeverOverwritesWhatItDidNotMake) {
    options.output = folder.path() / "in";
    writePicture(options.output / "a_mask.png");
    const std::string reference = readText(options.output / "a_mask.png");
    for (const bool resume : {false, false, true}) {
        options.resume = resume;
        const BatchSummary summary = runBatch(engine, options);
        EXPECT_EQ(summary.files_total, 7U) << "its own results are no inputs";
        EXPECT_EQ(summary.files_done, 3U) << "a_mask, b and tiny";
        ASSERT_FALSE(summary.failed.empty());
        EXPECT_EQ(summary.failed[0].file.filename(), "a.png");
        EXPECT_NE(summary.failed[0].reason.find("a_mask.png: is there already"), std::string::npos)
            << summary.failed[0].reason;
        EXPECT_EQ(readText(options.output / "a_mask.png"), reference);
    }
}

TEST_F(BatchTest, AddsToWhatIsThereWhenItIsResumedWithOtherInputs) {
    runBatch(engine, options);
    writePicture(folder / "more/a.png", {20, 30});
    options.inputs = {folder / "more"};
    options.resume = true;
    const BatchSummary summary = runBatch(engine, options);
    EXPECT_EQ(summary.files_done, 4U);
    EXPECT_EQ(summary.failed.size(), 3U) << "what failed there has still failed";
    EXPECT_EQ(findingsIn(options.output)["files"].size(), 7U);
    EXPECT_EQ(cv::imread((options.output / "a_mask.png").string(), 0).size(), cv::Size(80, 60));
    EXPECT_EQ(cv::imread((options.output / "a.png_mask.png").string(), 0).size(), cv::Size(20, 30));
}

TEST_F(BatchTest, KnowsAFileByEachSpellingOfItsPath) {
    runBatch(engine, options);
    options.resume = true;
    options.inputs = {folder.path() / "." / "in" / ".." / "in"};
    const BatchSummary summary = runBatch(engine, options);
    EXPECT_EQ(summary.files_resumed, 3U);
    EXPECT_EQ(findingsIn(options.output)["files"].size(), 6U);
}

TEST_F(BatchTest, APartWithoutFilesIsDone) {
    options.shard = {7, 7};
    const BatchSummary summary = runBatch(engine, options);
    EXPECT_EQ(summary.files_total, 0U);
    EXPECT_EQ(summary.files_listed, 6U);
    EXPECT_TRUE(summary.failed.empty());
}

TEST_F(BatchTest, SegmentsAgainWhatAMaskThatWasCutShortOrAnotherOptionAsksFor) {
    runBatch(engine, options);
    options.resume = true;
    writeText(options.output / "a_mask.png", "");
    EXPECT_EQ(runBatch(engine, options).files_resumed, 2U);
    options.describe.second_opinion = !options.describe.second_opinion;
    EXPECT_EQ(runBatch(engine, options).files_resumed, 0U);
}

TEST_F(BatchTest, RefusesToWriteWhereAnotherRunWrites) {
    fs::create_directories(options.output);
    const BatchJournal other(options.output, false);
    EXPECT_THROW(runBatch(engine, options), WriteError);
}

TEST_F(BatchTest, KeepsTheFramesOfAClipThatCanBeRead) {
    const fs::path clip = folder / "sweep.dcm";
    test::Bytes frame;
    cv::imencode(".jpg", cv::Mat(60, 80, CV_8UC1, cv::Scalar(90)), frame);
    if (frame.size() % 2 != 0) frame.push_back(0);
    const test::Bytes damaged(frame.begin(), frame.begin() + 200);
    test::DicomBytes file(test::kJpegBaselineSyntax);
    file.text(0x00080060, "CS", "US").text(0x00280008, "IS", "3");
    test::writeBytes(
        clip, file.image(60, 80, "MONOCHROME2").fragments({frame, damaged, frame}, {}).file());
    options.inputs = {clip};
    const BatchSummary summary = runBatch(engine, options);
    ASSERT_EQ(summary.failed.size(), 1U);
    EXPECT_EQ(summary.frames_done, 2U);
    EXPECT_NE(summary.failed[0].reason.find("2 of 3 frames are done"), std::string::npos)
        << summary.failed[0].reason;
    EXPECT_TRUE(fs::exists(options.output / "sweep_f0002_mask.png"));
}

}  // namespace
}  // namespace sonomask::workflow
