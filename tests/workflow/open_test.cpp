#include "workflow/open.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::workflow {
namespace {

using test::TemporaryFolder;
using test::writeText;
using testing::HasSubstr;

std::string messageFor(const std::filesystem::path& file) {
    try {
        openClip(file);
    } catch (const ReadError& error) {
        EXPECT_EQ(error.file(), file);
        return error.what();
    }
    ADD_FAILURE() << file << " was opened";
    return {};
}

TEST(OpenClip, GoesByContentNotByName) {
    const TemporaryFolder folder;
    const auto file = folder / "picture.png";
    cv::imwrite(file.string(), cv::Mat(20, 30, CV_8UC1, cv::Scalar(7)));
    std::filesystem::rename(file, folder / "picture.dcm");
    const Clip clip = openClip(folder / "picture.dcm");
    EXPECT_EQ(clip.info().format, "PNG");
    EXPECT_EQ(clip.frame(0).pixels.size(), cv::Size(30, 20));
}

TEST(OpenClip, NamesFileReasonAndRemedyForText) {
    const TemporaryFolder folder;
    writeText(folder / "note.dcm", "this is not a picture, though it says so");
    EXPECT_THAT(messageFor(folder / "note.dcm"), HasSubstr("not an image"));
}

TEST(OpenClip, SaysThatAnEmptyFileIsEmpty) {
    const TemporaryFolder folder;
    writeText(folder / "empty.dcm", "");
    EXPECT_THAT(messageFor(folder / "empty.dcm"), HasSubstr("is empty"));
}

TEST(OpenClip, SaysThatAFileIsNotThere) {
    const TemporaryFolder folder;
    EXPECT_THAT(messageFor(folder / "gone.png"), HasSubstr("cannot be opened"));
}

TEST(OpenClip, RefusesAFolder) {
    const TemporaryFolder folder;
    EXPECT_THAT(messageFor(folder.path()), HasSubstr("is a folder"));
}

}  // namespace
}  // namespace sonomask::workflow
