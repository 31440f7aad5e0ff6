#include "workflow/output_names.h"

#include <set>

#include <gtest/gtest.h>

namespace sonomask::workflow {
namespace {

TEST(OutputNames, AreTheFileNamesWithoutExtension) {
    const auto names = outputNames({"/a/one.png", "/a/two.dcm"});
    EXPECT_EQ(names, (std::vector<std::string>{"one", "two"}));
}

TEST(OutputNames, KeepAUidWhole) {
    const auto names =
        outputNames({"/a/1.2.840.113619.2.1", "/a/1.2.840.113619.2.7", "/a/1.2.dcm"});
    EXPECT_EQ(names, (std::vector<std::string>{"1.2.840.113619.2.1", "1.2.840.113619.2.7", "1.2"}));
}

TEST(OutputNames, KeepTheExtensionWhereItTellsFilesApart) {
    const auto names = outputNames({"/a/scan.png", "/a/scan.jpg", "/a/other.png"});
    EXPECT_EQ(names, (std::vector<std::string>{"scan.png", "scan.jpg", "other"}));
}

TEST(OutputNames, TakeFoldersInWhereFileNamesAreEqual) {
    const auto names = outputNames({"/a/left/scan.png", "/a/right/scan.png"});
    EXPECT_EQ(names, (std::vector<std::string>{"left_scan.png", "right_scan.png"}));
}

TEST(OutputNames, NeverCollideWithANameThatLooksLikeTheLongForm) {
    const auto names = outputNames({"/a/x/s.png", "/a/y/s.png", "/a/x_s.png.tiff"});
    const std::set<std::string> unique(names.begin(), names.end());
    EXPECT_EQ(unique.size(), 3U);
}

TEST(OutputNames, AreNotThoseOfAClipsFrames) {
    EXPECT_EQ(outputNames({"/a/scan.dcm", "/a/scan_f0002.png"}),
              (std::vector<std::string>{"scan", "scan_f0002.png"}));
    EXPECT_EQ(outputNames({"/a/scan", "/a/scan_f0002"}),
              (std::vector<std::string>{"scan", "a_scan_f0002"}));
    EXPECT_EQ(outputNames({"/a/scan.png", "/a/scan_f0002.png"}),
              (std::vector<std::string>{"scan", "scan_f0002"}));
}

TEST(OutputNames, AreNotThoseThatAreTaken) {
    EXPECT_EQ(outputNames({"/a/scan.png", "/a/other.png"}, {"scan"}),
              (std::vector<std::string>{"scan.png", "other"}));
}

TEST(OutputNames, NumberTheFramesOfAClipWithFourDigits) {
    EXPECT_EQ(maskFileName("scan", 1, 0), "scan_mask.png");
    EXPECT_EQ(maskFileName("scan", 30, 7), "scan_f0007_mask.png");
}

}  // namespace
}  // namespace sonomask::workflow
