#include "evaluation/report.h"

#include <set>

#include <gmock/gmock.h>
#include <opencv2/imgcodecs.hpp>

#include "evaluation/csv.h"
#include "sample_cases.h"

namespace sonomask::evaluation {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class EvaluationReport : public ::testing::Test {
  protected:
    EvaluationReport()
        : run_(evaluateCases(sample_.cases(), SampleCases::predict, sample_.masks())),
          folder_(sample_.folder() / "report") {
        run_.failures.push_back({run_.results[0].item, "is damaged"});
        writeEvaluation(folder_, run_, sample_.masks(), {{"model", "tiny.sonomask"}});
    }

    nlohmann::json json() const { return nlohmann::json::parse(read("metrics.json")); }
    std::string read(const std::string& name) const { return test::readText(folder_ / name); }

    SampleCases sample_;
    EvaluationRun run_;
    fs::path folder_;
};

TEST_F(EvaluationReport, JsonHoldsEveryFigure) {
    const auto pooled = json()["scopes"][0];
    EXPECT_EQ(json()["provenance"]["model"], "tiny.sonomask");
    EXPECT_EQ(pooled["name"], "pooled");
    EXPECT_DOUBLE_EQ(pooled["measures"]["dice"]["over_images"]["mean"], 0.5);
    EXPECT_DOUBLE_EQ(pooled["measures"]["recall"]["pooled"], 0.5);
    EXPECT_EQ(pooled["missed"]["hits"], 1);
    EXPECT_EQ(pooled["by_label"].size(), 3U);
    EXPECT_EQ(json()["failures"][0]["case_id"], "exact");
}

TEST_F(EvaluationReport, UndefinedNumbersAreNull) {
    const auto beta = json()["scopes"][2];
    EXPECT_TRUE(beta["hd95_mm"]["mean"].is_null());
    EXPECT_TRUE(beta["measures"]["precision"]["over_images"]["mean"].is_null());
}

TEST_F(EvaluationReport, AFileWhoseNameIsNoTextCostsNoFigures) {
    writeEvaluation(folder_, run_, sample_.masks(), {{"cases", "Ger\xE4t.csv"}});
    EXPECT_EQ(json()["provenance"]["cases"], "Ger\xEF\xBF\xBDt.csv");
}

TEST_F(EvaluationReport, CsvHasALineForEachImage) {
    const auto records = parseCsv(read("metrics.csv"), "metrics.csv");
    ASSERT_EQ(records.size(), 6U);
    for (const CsvRecord& record : records)
        EXPECT_EQ(record.fields.size(), records[0].fields.size());
    EXPECT_EQ(records[2].fields[1], "shifted");
    EXPECT_EQ(records[0].fields[18], "dice");
    EXPECT_EQ(records[2].fields[18], "0.5");
}

TEST_F(EvaluationReport, MarkdownNamesFiguresFailuresAndSheets) {
    const std::string text = read("report.md");
    EXPECT_THAT(text, HasSubstr("## pooled (5 images)"));
    EXPECT_THAT(text, HasSubstr("Missed masses (IoU < 0.2): 1 of 3: 33.3 %"));
    EXPECT_THAT(text, HasSubstr("cases-alpha.jpg"));
    EXPECT_THAT(text, HasSubstr("is damaged"));
    EXPECT_THAT(text, Not(HasSubstr("| nan")));
}

TEST_F(EvaluationReport, ChoosesBestMedianWorstAndFalseMasses) {
    std::vector<const CaseResult*> results;
    for (const CaseResult& result : run_.results) results.push_back(&result);
    const auto rows = chooseCases(results, 1);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].cases.at(0)->item.id, "exact");
    EXPECT_EQ(rows[1].cases.at(0)->item.id, "shifted");
    EXPECT_EQ(rows[2].cases.at(0)->item.id, "missed");
    EXPECT_EQ(rows[3].cases.at(0)->item.id, "mistaken");
}

TEST_F(EvaluationReport, SheetShowsBothOutlines) {
    const cv::Mat sheet = cv::imread((folder_ / "cases-alpha.jpg").string());
    ASSERT_FALSE(sheet.empty());
    cv::Mat blue;
    cv::Mat orange;
    cv::inRange(sheet, cv::Scalar(170, 120, 0), cv::Scalar(255, 230, 130), blue);
    cv::inRange(sheet, cv::Scalar(0, 100, 170), cv::Scalar(90, 200, 255), orange);
    EXPECT_GT(cv::countNonZero(blue), 100);
    EXPECT_GT(cv::countNonZero(orange), 100);
}

TEST_F(EvaluationReport, PlainSheetShowsNothingOfThePictures) {
    std::vector<const CaseResult*> results;
    for (const CaseResult& result : run_.results) results.push_back(&result);
    const cv::Mat sheet = drawCaseSheet({{"", results}}, sample_.masks(), SheetGround::Plain);
    std::set<int> greys;
    for (const auto& pixel : cv::Mat_<cv::Vec3b>(sheet.rowRange(32, 268)))  // without the texts
        if (pixel[0] == pixel[1] && pixel[1] == pixel[2]) greys.insert(pixel[0]);
    cv::Mat orange;
    cv::inRange(sheet, cv::Scalar(0, 100, 170), cv::Scalar(90, 200, 255), orange);
    EXPECT_GT(cv::countNonZero(orange), 100);
    EXPECT_LE(greys.size(), 2U) << "only the ground of the sheet and of its tiles";
}

TEST_F(EvaluationReport, LeavesNoTemporaryFiles) {
    for (const auto& entry : fs::directory_iterator(folder_))
        EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr("partial")));
}

}  // namespace
}  // namespace sonomask::evaluation
