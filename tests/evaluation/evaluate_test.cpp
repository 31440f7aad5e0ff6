#include "evaluation/evaluate.h"

#include <gmock/gmock.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "sample_cases.h"

namespace sonomask::evaluation {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

TEST(EvaluateCases, GivesTheHandComputedResults) {
    const SampleCases sample;
    const EvaluationRun run = evaluateCases(sample.cases(), SampleCases::predict, sample.masks());
    ASSERT_EQ(run.results.size(), 5U);
    EXPECT_TRUE(run.failures.empty());
    EXPECT_EQ(run.results[0].counts, (Confusion{100, 0, 0, 1500}));
    EXPECT_EQ(run.results[1].counts, (Confusion{50, 50, 50, 1450}));
    EXPECT_EQ(run.results[2].counts, (Confusion{0, 0, 100, 1500}));
    EXPECT_EQ(run.results[3].counts, (Confusion{0, 0, 0, 1600}));
    EXPECT_EQ(run.results[4].counts, (Confusion{0, 20, 0, 1580}));
    EXPECT_DOUBLE_EQ(run.results[1].overlap.dice, 0.5);
    EXPECT_DOUBLE_EQ(run.results[1].overlap.iou, 1.0 / 3);
}

TEST(EvaluateCases, TellsMissedAndFalseMasses) {
    const SampleCases sample;
    const auto results =
        evaluateCases(sample.cases(), SampleCases::predict, sample.masks()).results;
    EXPECT_FALSE(results[1].isMissed());
    EXPECT_TRUE(results[2].isMissed());
    EXPECT_FALSE(results[2].isFalseMass());
    EXPECT_FALSE(results[3].isFalseMass());
    EXPECT_TRUE(results[4].isFalseMass());
    EXPECT_FALSE(results[4].isMissed());
}

TEST(EvaluateCases, GivesMillimetresOnlyWhereTheSpacingIsKnown) {
    const SampleCases sample;
    const auto results =
        evaluateCases(sample.cases(), SampleCases::predict, sample.masks()).results;
    ASSERT_TRUE(results[1].distance_px);
    ASSERT_TRUE(results[1].distance_mm);
    EXPECT_DOUBLE_EQ(results[1].distance_px->hd95, 5);
    EXPECT_DOUBLE_EQ(results[1].distance_mm->hd95, 2.5);
    EXPECT_FALSE(results[2].distance_mm);
}

TEST(EvaluateCases, WritesEachMaskAtTheSizeOfItsFile) {
    const SampleCases sample;
    evaluateCases(sample.cases(), SampleCases::predict, sample.masks());
    const cv::Mat written =
        cv::imread((sample.masks() / "alpha" / "shifted.png").string(), cv::IMREAD_UNCHANGED);
    Frame frame;
    frame.origin.file = "shifted.png";
    EXPECT_EQ(written.type(), CV_8UC1);
    EXPECT_EQ(cv::norm(written, SampleCases::predict(frame), cv::NORM_INF), 0);
}

TEST(EvaluateCases, NamesADamagedImageAndGoesOn) {
    const SampleCases sample;
    fs::resize_file(sample.folder() / "shifted.png", 40);
    fs::remove(sample.folder() / "missed-mask.png");
    const EvaluationRun run = evaluateCases(sample.cases(), SampleCases::predict, sample.masks());
    EXPECT_EQ(run.results.size(), 3U);
    ASSERT_EQ(run.failures.size(), 2U);
    EXPECT_THAT(run.failures[0].reason, HasSubstr("is truncated"));
    EXPECT_THAT(run.failures[0].reason, HasSubstr("row 3 of cases.csv"));
    EXPECT_THAT(run.failures[1].reason, HasSubstr("missed-mask.png"));
}

TEST(EvaluateCases, NamesTheRowWhoseIdIsTooLongForAFileAndGoesOn) {
    const SampleCases sample;
    std::vector<Case> cases = sample.cases();
    cases[1].id = std::string(300, 'x');
    cases[2].dataset = std::string(300, 'y');
    cases[3].id = std::string(251, 'z');
    const EvaluationRun run = evaluateCases(cases, SampleCases::predict, sample.masks());
    EXPECT_EQ(run.results.size(), 3U);
    ASSERT_EQ(run.failures.size(), 2U);
    EXPECT_EQ(run.failures[0].reason,
              sample.table().string() +
                  ": row 3 has a case_id that is too long for the name of a file (304 bytes where "
                  "255 are possible). Shorten it.");
    EXPECT_THAT(run.failures[1].reason, HasSubstr("row 4 has a dataset that is too long"));
    EXPECT_TRUE(fs::exists(maskFile(sample.masks(), cases[3])));
}

TEST(EvaluateCases, ReportsProgressAndStops) {
    const SampleCases sample;
    std::stop_source stop;
    std::size_t seen = 0;
    const auto progress = [&](const Progress& now) {
        seen = now.done;
        EXPECT_EQ(now.total, 5U);
        if (now.done == 2) stop.request_stop();
    };
    EXPECT_THROW(evaluateCases(sample.cases(), SampleCases::predict, sample.masks(), progress,
                               stop.get_token()),
                 Cancelled);
    EXPECT_EQ(seen, 2U);
}

TEST(EvaluateCases, RefusesAPredictionOfAnotherSize) {
    const SampleCases sample;
    const auto wrong = [](const Frame&) { return cv::Mat(cv::Mat::zeros(8, 8, CV_8UC1)); };
    EXPECT_THROW(evaluateCases(sample.cases(), wrong, sample.masks()), ConfigError);
}

TEST(MaskFile, DifferentIdsNeverShareAFile) {
    Case item;
    item.dataset = "set";
    item.id = "../case/1";
    EXPECT_EQ(maskFile("out", item), fs::path("out/set/%2E.%2Fcase%2F1.png"));
    item.id = "..%2Fcase/1";
    EXPECT_EQ(maskFile("out", item), fs::path("out/set/%2E.%252Fcase%2F1.png"));
}

}  // namespace
}  // namespace sonomask::evaluation
