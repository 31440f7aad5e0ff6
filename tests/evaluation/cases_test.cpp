#include "evaluation/cases.h"

#include <set>

#include <gmock/gmock.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::evaluation {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kHeader = "dataset,case_id,image,mask,split,label,pixel_spacing_mm,shape\n";

class Cases : public ::testing::Test {
  protected:
    fs::path table(const std::string& text) const {
        test::writeText(folder_ / "cases.csv", text);
        return folder_ / "cases.csv";
    }

    void picture(const std::string& name, const cv::Mat& pixels) const {
        ASSERT_TRUE(cv::imwrite((folder_ / name).string(), pixels));
    }

    std::string errorOfTable(const std::string& text) const {
        try {
            readCases(table(text));
        } catch (const ReadError& error) {
            return error.what();
        }
        return "no error";
    }

    /// The message of reading the mask of a one-row table whose image is 8 wide and 6 high.
    std::string errorOfMask() const {
        const Case item = readCases(table(kHeader + std::string("a,1,i.png,m.png,val,,,\n"))).at(0);
        try {
            readMask(item, {8, 6});
        } catch (const ReadError& error) {
            return error.what();
        }
        return "no error";
    }

    static std::string errorOfSelection(const std::vector<Case>& cases, const std::string& split,
                                        const std::vector<std::string>& datasets) {
        try {
            selectCases(cases, split, datasets);
        } catch (const ConfigError& error) {
            return error.what();
        }
        return "no error";
    }

    test::TemporaryFolder folder_;
};

TEST_F(Cases, ReadsKnownColumnsAndKeepsTheOthers) {
    const auto cases = readCases(
        table(kHeader + std::string("usg,c1,images/1.png,masks/1.png,val,benign,0.08,\"oval\"\n")));
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].dataset, "usg");
    EXPECT_EQ(cases[0].id, "c1");
    EXPECT_EQ(cases[0].image, folder_ / "images/1.png");
    EXPECT_EQ(cases[0].mask, folder_ / "masks/1.png");
    EXPECT_EQ(cases[0].split, "val");
    EXPECT_EQ(cases[0].label, "benign");
    EXPECT_EQ(cases[0].spacing, (PixelSpacing{0.08, 0.08}));
    EXPECT_EQ(cases[0].others.at("shape"), "oval");
    EXPECT_EQ(cases[0].row, 2);
}

TEST_F(Cases, ReadsUnequalSpacing) {
    const auto cases =
        readCases(table("dataset,case_id,image,mask,split,pixel_spacing_mm,pixel_spacing_y_mm\na,1,"
                        "i,m,val,0.1,0.2\n"));
    EXPECT_EQ(cases.at(0).spacing, (PixelSpacing{0.1, 0.2}));
}

TEST_F(Cases, NamesTheRowThatIsWrong) {
    const std::string good = kHeader + std::string("a,1,i,m,val,,,\n");
    EXPECT_THAT(errorOfTable(good + "a,2,i,m\n"), HasSubstr("row 3 has 4 fields instead of 8"));
    EXPECT_THAT(errorOfTable(good + "a,2,,m,val,,,\n"), HasSubstr("row 3 has no image"));
    EXPECT_THAT(errorOfTable(good + "a,2,i,m,val,,0.1mm,\n"),
                HasSubstr("row 3 gives a pixel spacing"));
    EXPECT_THAT(errorOfTable(good + "a,2,i,m,val,,-1,\n"),
                HasSubstr("row 3 gives a pixel spacing"));
    EXPECT_THAT(errorOfTable(good + "a,1,x,y,val,,,\n"),
                HasSubstr("row 3 repeats the case \"1\" of row 2"));
}

TEST_F(Cases, NamesAMissingColumnAndAMissingTable) {
    EXPECT_THAT(errorOfTable("dataset,case_id,image,split\n"), HasSubstr("no column \"mask\""));
    EXPECT_THAT(errorOfTable(""), HasSubstr("cannot be read, or is empty"));
    EXPECT_THROW(readCases(folder_ / "nowhere.csv"), ReadError);
    EXPECT_THROW(readCases(folder_.path()), ReadError);
}

TEST_F(Cases, AColumnIsNamedOnce) {
    EXPECT_THAT(errorOfTable("dataset,case_id,image,mask,split,mask\n"),
                HasSubstr("names the column \"mask\" twice"));
    EXPECT_EQ(errorOfTable("dataset,case_id,image,mask,split,,\n"), "no error");
}

TEST_F(Cases, ATableThatASpreadsheetSavedOtherwiseIsRecognised) {
    EXPECT_THAT(errorOfTable("dataset;case_id;image;mask;split\n"), HasSubstr("with commas"));
    EXPECT_THAT(errorOfTable("dataset\tcase_id\timage\tmask\tsplit\n"), HasSubstr("with commas"));
    for (const std::string mark : {"\xFF\xFE", "\xFE\xFF"})
        EXPECT_THAT(errorOfTable(mark + "d"), HasSubstr("is not UTF-8 (row 1)"));
}

TEST_F(Cases, TextThatIsNotUtf8IsNamedWithItsRow) {
    EXPECT_THAT(errorOfTable(kHeader + std::string("a,1,i,m,val,,,oval\na,2,i,m,val,,,Ger\xE4t\n")),
                HasSubstr("cases.csv: is not UTF-8 (row 3). Save it as CSV UTF-8."));
    EXPECT_EQ(errorOfTable(kHeader + std::string("a,1,i,m,val,,,Ger\xC3\xA4t\n")), "no error");
}

TEST_F(Cases, BlanksAfterCommasMeanNothing) {
    const auto cases = readCases(
        table("dataset, case_id, image, mask, split , label\na, 1, i.png, m.png, val, benign \n"));
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].id, "1");
    EXPECT_EQ(cases[0].image, folder_ / "i.png");
    EXPECT_EQ(cases[0].split, "val");
    EXPECT_EQ(cases[0].label, "benign");
    EXPECT_TRUE(cases[0].others.empty());
}

TEST_F(Cases, ALabelHasOneSpellingOrIsRefused) {
    const auto cases = readCases(table(
        kHeader + std::string("a,1,i,m,val,Malignant,,\na,2,i,m,val,BENIGN ,,\na,3,i,m,val,,,\n")));
    EXPECT_EQ(cases.at(0).label, "malignant");
    EXPECT_EQ(cases.at(1).label, "benign");
    EXPECT_EQ(cases.at(2).label, "");
    EXPECT_THAT(errorOfTable(kHeader + std::string("a,1,i,m,val,unknown,,\n")),
                HasSubstr("row 2 has the label \"unknown\": a label is benign, malignant, normal "
                          "or empty"));
}

TEST_F(Cases, PatientsOfDifferentDataSetsAreDifferentPeople) {
    const auto cases =
        readCases(table("dataset,case_id,image,mask,split,patient\na,1,i,m,val,7\na,2,i,m,val,7\n"
                        "b,1,i,m,val,7\na,7,i,m,val,\nb,7,i,m,val,\n"));
    std::set<std::string> people;
    for (const Case& item : cases) people.insert(personOf(item));
    EXPECT_EQ(people.size(), 4U);
    EXPECT_EQ(personOf(cases[0]), personOf(cases[1]));
}

TEST_F(Cases, NobodyIsBothLearntFromAndJudgedOn) {
    const auto cases =
        readCases(table("dataset,case_id,image,mask,split,patient\na,1,i,m,train,7\na,2,i,m,val,8\n"
                        "a,3,i,m,val,\nb,4,i,m,val,7\na,5,i,m,test,7\n"));
    const auto train = selectCases(cases, "train", {});
    EXPECT_NO_THROW(requireOtherPeople(train, selectCases(cases, "val", {})));
    EXPECT_THAT(
        [&] { requireOtherPeople(train, selectCases(cases, "test", {})); },
        testing::ThrowsMessage<ConfigError>(HasSubstr("patient \"7\" of \"a\" is in both splits")));
    const auto unknown = selectCases(cases, "val", {"a"});
    EXPECT_THROW(requireOtherPeople(unknown, unknown), ConfigError);
}

TEST_F(Cases, SelectsBySplitAndDataSet) {
    const auto cases = readCases(
        table(kHeader + std::string("a,1,i,m,val,,,\na,2,i,m,train,,,\nb,1,i,m,val,,,\n")));
    EXPECT_EQ(selectCases(cases, "val", {}).size(), 2U);
    EXPECT_EQ(selectCases(cases, "val", {"b"}).size(), 1U);
    EXPECT_EQ(selectCases(cases, "", {"a"}).size(), 2U);
}

TEST_F(Cases, AnEmptySelectionSaysWhatThereIs) {
    const auto cases =
        readCases(table(kHeader + std::string("a,1,i,m,val,,,\nb,1,i,m,external,,,\n")));
    EXPECT_EQ(errorOfSelection(cases, "test", {}),
              "no case belongs to the split \"test\". The table holds: external, val.");
    EXPECT_EQ(errorOfSelection(cases, "val", {"b"}),
              "no case of b belongs to the split \"val\". Its splits are: external.");
    EXPECT_EQ(errorOfSelection(cases, "val", {"c"}),
              "no case belongs to the data set \"c\". The table holds: a, b.");
    EXPECT_THAT(errorOfSelection({}, "val", {}), HasSubstr("holds no case"));
}

TEST_F(Cases, TheImageCarriesTheSpacingOfItsRow) {
    picture("i.png", cv::Mat(6, 8, CV_8UC1, cv::Scalar(90)));
    const auto cases = readCases(table(kHeader + std::string("a,1,i.png,m.png,val,,0.07,\n")));
    const Frame frame = readImage(cases.at(0));
    EXPECT_EQ(frame.pixels.size(), cv::Size(8, 6));
    const ScaleAnswer scale = frame.calibration.scaleFor({1, 1, 3, 3});
    EXPECT_EQ(scale.spacing, (PixelSpacing{0.07, 0.07}));
    EXPECT_EQ(scale.source, SpacingSource::DeclaredSpacing);
}

TEST_F(Cases, AMissingImageIsNamedWithItsRow) {
    const auto cases = readCases(table(kHeader + std::string("a,1,gone.png,m.png,val,,,\n")));
    try {
        readImage(cases.at(0));
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_THAT(error.what(), HasSubstr("gone.png"));
        EXPECT_THAT(error.what(), HasSubstr("row 2 of cases.csv"));
    }
}

TEST_F(Cases, MasksOfOneAnd255BothRead) {
    cv::Mat mask = cv::Mat::zeros(6, 8, CV_8UC1);
    mask(cv::Rect(2, 2, 3, 3)).setTo(1);
    picture("m.png", mask);
    const Case item = readCases(table(kHeader + std::string("a,1,i.png,m.png,val,,,\n"))).at(0);
    EXPECT_EQ(cv::countNonZero(readMask(item, {8, 6}) == 255), 9);
    picture("m.png", mask * 0);
    EXPECT_EQ(cv::countNonZero(readMask(item, {8, 6})), 0);
}

TEST_F(Cases, AMaskOfAnotherSizeIsNamedWithItsRow) {
    picture("m.png", cv::Mat::zeros(6, 9, CV_8UC1));
    EXPECT_THAT(errorOfMask(), HasSubstr("is 9 x 6 pixels where its image has 8 x 6 (row 2"));
}

TEST_F(Cases, AMaskWithGreyValuesIsNamedWithItsRow) {
    cv::Mat mask = cv::Mat::zeros(6, 8, CV_8UC1);
    mask.at<uchar>(2, 2) = 255;
    mask.at<uchar>(2, 3) = 128;
    picture("m.png", mask);
    EXPECT_THAT(
        errorOfMask(),
        HasSubstr("has the grey values 128, 255: a mask holds 0 and one other value (row 2"));
}

}  // namespace
}  // namespace sonomask::evaluation
