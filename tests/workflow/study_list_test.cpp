#include "workflow/study_list.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::writeText;

void writePicture(const fs::path& file) {
    fs::create_directories(file.parent_path());
    cv::imwrite(file.string(), cv::Mat(8, 8, CV_8UC1, cv::Scalar(100)));
}

ClipInfo dicomClip(const std::string& file, const std::string& study, const std::string& series) {
    ClipInfo info;
    info.file = file;
    info.study_uid = study;
    info.series_uid = series;
    info.patient_name = "Phantom^Sonomask";
    return info;
}

TEST(ReadStudies, SkipsWhatIsNotAnImageWithItsReason) {
    const TemporaryFolder folder;
    writePicture(folder / "a.png");
    writeText(folder / "notes.txt", "hello");
    const StudyList list = readStudies(listFiles({folder.path()}).files);
    ASSERT_EQ(list.studies.size(), 1U);
    EXPECT_EQ(list.studies[0].series[0].clips.size(), 1U);
    ASSERT_EQ(list.skipped.size(), 1U);
    EXPECT_EQ(list.skipped[0].file.filename(), "notes.txt");
    EXPECT_NE(list.skipped[0].reason.find("not an image"), std::string::npos);
}

TEST(AddToStudies, GroupsByStudyAndSeries) {
    StudyList list;
    addToStudies(list, dicomClip("2.dcm", "study-1", "series-1"));
    addToStudies(list, dicomClip("1.dcm", "study-1", "series-1"));
    addToStudies(list, dicomClip("3.dcm", "study-1", "series-2"));
    addToStudies(list, dicomClip("4.dcm", "study-2", "series-3"));
    ASSERT_EQ(list.studies.size(), 2U);
    ASSERT_EQ(list.studies[0].series.size(), 2U);
    EXPECT_EQ(list.studies[0].series[0].clips[0].file, "1.dcm");
    EXPECT_EQ(list.studies[0].patient_name, "Phantom^Sonomask");
}

TEST(AddToStudies, KeepsPatientsApartThoughTheStudyUidIsTheSame) {
    StudyList list;
    ClipInfo first = dicomClip("1.dcm", "study-1", "series-1");
    ClipInfo second = dicomClip("2.dcm", "study-1", "series-1");
    first.patient_id = "A";
    second.patient_id = "B";
    addToStudies(list, first);
    addToStudies(list, second);
    EXPECT_EQ(list.studies.size(), 2U);
}

TEST(AddToStudies, MakesOneStudyOfAFolderOfPictures) {
    StudyList list;
    ClipInfo picture;
    picture.file = "/data/monday/a.png";
    addToStudies(list, picture);
    picture.file = "/data/monday/b.png";
    addToStudies(list, picture);
    ASSERT_EQ(list.studies.size(), 1U);
    EXPECT_EQ(list.studies[0].description, "monday");
}

}  // namespace
}  // namespace sonomask::workflow
