#include "base/error.h"

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

TEST(Error, EveryKindIsCaughtAsOne) {
    EXPECT_THROW(throw ReadError("x"), Error);
    EXPECT_THROW(throw WriteError("x"), Error);
    EXPECT_THROW(throw ModelError("x"), Error);
    EXPECT_THROW(throw ConfigError("x"), Error);
    EXPECT_THROW(throw Cancelled(), Error);
}

}  // namespace
}  // namespace sonomask
