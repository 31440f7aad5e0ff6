#include "phantom/write.h"

#include <fstream>
#include <limits>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "dicom/reader.h"

namespace sonomask::phantom {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

class WritePhantomStudy : public ::testing::Test {
  protected:
    WritePhantomStudy() {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(::testing::TempDir()) / (std::string("sonomask_") + test->name());
        fs::remove_all(folder_);
        options_.stills = 3;
        options_.cine_frames = 3;
        options_.frame_size = {160, 120};
        options_.validation_part = 0.5;
    }
    ~WritePhantomStudy() override { fs::remove_all(folder_); }

    fs::path folder_;
    PhantomOptions options_;
};

TEST_F(WritePhantomStudy, EachStillHasAMaskOfItsSizeAndARow) {
    const PhantomStudy study = writePhantomStudy(folder_, options_);
    ASSERT_THAT(study.stills, SizeIs(3));
    for (std::size_t i = 0; i < 3; ++i) {
        const cv::Mat image = cv::imread(study.stills[i].string(), cv::IMREAD_UNCHANGED);
        const cv::Mat mask = cv::imread(study.still_masks[i].string(), cv::IMREAD_UNCHANGED);
        EXPECT_EQ(image.size(), cv::Size(160, 120));
        EXPECT_EQ(mask.size(), image.size());
        EXPECT_EQ(mask.type(), CV_8UC1);
    }
    const std::string table = contentOf(study.case_table);
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 4);
    EXPECT_THAT(table, HasSubstr("phantom,still_0003,images/still_0003.png,masks/still_0003.png"));
}

TEST_F(WritePhantomStudy, TheTwoViewsOfAPatientShareASplit) {
    const std::string table = contentOf(writePhantomStudy(folder_, options_).case_table);
    std::istringstream lines(table);
    std::string header, first, second, third;
    std::getline(lines, header);
    std::getline(lines, first);
    std::getline(lines, second);
    std::getline(lines, third);
    EXPECT_THAT(first, HasSubstr(",train,"));
    EXPECT_THAT(second, HasSubstr(",train,"));
    EXPECT_THAT(third, HasSubstr(",val,"));
}

TEST_F(WritePhantomStudy, TheCineIsADicomWithRegionsAndAMadeUpIdentity) {
    const PhantomStudy study = writePhantomStudy(folder_, options_);
    ASSERT_TRUE(study.cine.has_value());
    const Clip clip = dicom::openDicom(*study.cine);
    EXPECT_EQ(clip.frameCount(), 3);
    EXPECT_EQ(clip.info().patient_name, "Phantom^Sonomask");
    EXPECT_TRUE(clip.info().sop_instance_uid.starts_with("2.25.")) << clip.info().sop_instance_uid;
    const Frame frame = clip.frame(1);
    EXPECT_EQ(frame.pixels.size(), cv::Size(160, 120));
    EXPECT_TRUE(frame.calibration.scaleFor({40, 40, 20, 20}).spacing.has_value());
    EXPECT_THAT(study.cine_masks, SizeIs(3));
}

TEST_F(WritePhantomStudy, TheSweepMeetsTheMassInItsMiddleOnly) {
    const PhantomStudy study = writePhantomStudy(folder_, options_);
    const auto pixels = [&](int frame) {
        return cv::countNonZero(cv::imread(study.cine_masks[frame].string(), cv::IMREAD_GRAYSCALE));
    };
    EXPECT_EQ(pixels(0), 0);
    EXPECT_GT(pixels(1), 0);
    EXPECT_EQ(pixels(2), 0);
}

TEST_F(WritePhantomStudy, TheSameOptionsGiveTheSameFiles) {
    const PhantomStudy one = writePhantomStudy(folder_ / "one", options_);
    const PhantomStudy other = writePhantomStudy(folder_ / "other", options_);
    EXPECT_EQ(contentOf(one.case_table), contentOf(other.case_table));
    EXPECT_EQ(contentOf(one.mass_table), contentOf(other.mass_table));
    EXPECT_TRUE(contentOf(one.stills[2]) == contentOf(other.stills[2]));
    EXPECT_TRUE(contentOf(*one.cine) == contentOf(*other.cine));
}

TEST_F(WritePhantomStudy, NeverWritesOverTheFilesOfOthers) {
    for (const char* name : {"cases.csv", "masses.csv", "images", "masks"}) {
        fs::remove_all(folder_);
        fs::create_directories(folder_ / name);
        EXPECT_THROW(writePhantomStudy(folder_, options_), WriteError) << name;
    }
}

TEST_F(WritePhantomStudy, TakesAnyNumberOfPictures) {
    options_.stills = options_.cine_frames = std::numeric_limits<int>::max();
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(writePhantomStudy(folder_, options_, {}, stop.get_token()), Cancelled);
}

TEST_F(WritePhantomStudy, StopsWhenAskedTo) {
    std::stop_source stop;
    const auto stop_after_first = [&stop](const Progress&) { stop.request_stop(); };
    EXPECT_THROW(
        writePhantomStudy(folder_ / "a" / "b", options_, stop_after_first, stop.get_token()),
        Cancelled);
    EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(WritePhantomStudy, CanBeAskedForAgainWhereItFailedMidway) {
    fs::create_directories(folder_);
    std::ofstream(folder_ / "notes.txt") << "kept";
    for (std::size_t wanted = 1; wanted <= 5; ++wanted) {
        const auto fail = [wanted](const Progress& now) {
            if (now.done == wanted) throw WriteError("is full");
        };
        EXPECT_THROW(writePhantomStudy(folder_, options_, fail), WriteError);
        EXPECT_THAT(std::vector<fs::path>(fs::directory_iterator(folder_), {}),
                    ElementsAre(folder_ / "notes.txt"));
    }
    EXPECT_TRUE(fs::exists(writePhantomStudy(folder_, options_).case_table));
    EXPECT_EQ(contentOf(folder_ / "notes.txt"), "kept");
}

TEST_F(WritePhantomStudy, RefusesAStudyOfNothing) {
    options_.stills = options_.cine_frames = 0;
    EXPECT_THROW(writePhantomStudy(folder_, options_), ConfigError);
}

}  // namespace
}  // namespace sonomask::phantom
