#include "base/error.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace sonomask {
namespace {

TEST(Error, TextSaysFileReasonAndRemedy) {
    const ReadError error("is empty", "study/a.dcm", "Copy it again.");
    EXPECT_STREQ(error.what(), "study/a.dcm: is empty. Copy it again.");
    EXPECT_EQ(error.reason(), "is empty");
    EXPECT_EQ(error.file(), std::filesystem::path("study/a.dcm"));
    EXPECT_EQ(error.remedy(), "Copy it again.");
}

TEST(Error, FileAndRemedyMayBeMissing) {
    EXPECT_STREQ(ConfigError("the threshold is negative").what(), "the threshold is negative");
    EXPECT_STREQ(ConfigError("no CUDA device", {}, "Use the CPU.").what(),
                 "no CUDA device. Use the CPU.");
}

TEST(Error, OfWritingNamesTheReasonAndTheWayOutOfIt) {
    const auto text = [](int error_number) -> std::string {
        try {
            failToWrite("out", error_number);
        } catch (const WriteError& error) {
            return error.what();
        }
    };
    EXPECT_EQ(text(ENOSPC),
              "out: cannot be written: No space left on device. Free some space or choose another "
              "disk.");
    EXPECT_EQ(text(EACCES),
              "out: cannot be written: Permission denied. Choose a folder that you may write to.");
    EXPECT_EQ(text(ENAMETOOLONG),
              "out: cannot be written: File name too long. Choose a shorter name.");
    EXPECT_EQ(text(ENOTDIR), "out: cannot be written: Not a directory. Choose another folder.");
}

TEST(Error, EveryKindIsCaughtAsOne) {
    EXPECT_THROW(throw ReadError("x"), Error);
    EXPECT_THROW(throw WriteError("x"), Error);
    EXPECT_THROW(throw ModelError("x"), Error);
    EXPECT_THROW(throw ConfigError("x"), Error);
    EXPECT_THROW(throw Cancelled(), Error);
}

}  // namespace
}  // namespace sonomask
