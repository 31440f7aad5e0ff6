#include "segmentation/precision_memory.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::segmentation {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::writeText;

class PrecisionMemoryTest : public testing::Test {
  protected:
    PrecisionTrial trialFor(const std::string& key) {
        return rememberedTrial(file, key, [this] {
            ++measured;
            return trial;
        });
    }

    TemporaryFolder folder;
    fs::path file = folder / "cache" / "precision.json";
    PrecisionTrial trial{{"fp32", {100, 1}}, {"bf16", {50, 0.995}}};
    int measured = 0;
};

TEST_F(PrecisionMemoryTest, MeasuresOnceForAKey) {
    EXPECT_EQ(trialFor("a"), trial);
    EXPECT_EQ(trialFor("a"), trial);
    EXPECT_EQ(measured, 1);
    trialFor("another machine");
    EXPECT_EQ(measured, 2);
    trialFor("a");
    EXPECT_EQ(measured, 2);
}

TEST_F(PrecisionMemoryTest, MeasuresAgainWhereTheFileIsDamaged) {
    for (const char* text :
         {"", "{", "[1, 2]", "{\"a\": 3}", "{\"a\": {\"fp32\": \"fast\"}}", "{\"a\": {}}"}) {
        measured = 0;
        fs::create_directories(file.parent_path());
        writeText(file, text);
        EXPECT_EQ(trialFor("a"), trial) << text;
        EXPECT_EQ(trialFor("a"), trial) << text;
        EXPECT_EQ(measured, 1) << text;
    }
}

TEST_F(PrecisionMemoryTest, GoesOnWhereNothingCanBeWritten) {
    writeText(folder / "cache", "in the way");
    EXPECT_EQ(trialFor("a"), trial);
    file.clear();
    EXPECT_EQ(trialFor("a"), trial);
    EXPECT_EQ(measured, 2);
}

TEST_F(PrecisionMemoryTest, KeyIsAnotherOneForAnotherModelOrNumberOfThreads) {
    writeText(folder / "one", "weights");
    writeText(folder / "two", "Weights");
    const std::string key = trialKey(folder / "one", 1);
    EXPECT_EQ(trialKey(folder / "one", 1), key);
    EXPECT_NE(trialKey(folder / "two", 1), key);
    EXPECT_NE(trialKey(folder / "one", 2), key);
    EXPECT_THROW(trialKey(folder / "none", 1), ModelError);
}

TEST_F(PrecisionMemoryTest, KeepsPeaksBesideTheTrialAndOnlyWhereTheirNumberFits) {
    const auto peaks = [this](std::size_t count) {
        return rememberedPeaks(file, "a", count, [&] {
            ++measured;
            return std::vector<float>(count, 2.5F);
        });
    };
    trialFor("a");
    EXPECT_EQ(peaks(3), std::vector<float>(3, 2.5F));
    EXPECT_EQ(peaks(3), std::vector<float>(3, 2.5F));
    EXPECT_EQ(trialFor("a"), trial);
    EXPECT_EQ(measured, 2);
    EXPECT_EQ(peaks(4).size(), 4U);
    EXPECT_EQ(measured, 3);
}

TEST(PrecisionTrial, TakesBf16OnlyWhereItIsFasterAndTheMasksStay) {
    EXPECT_EQ(bestOf({{"fp32", {100, 1}}, {"bf16", {50, 0.995}}}), PrecisionChoice::Bf16);
    EXPECT_EQ(bestOf({{"fp32", {100, 1}}, {"bf16", {120, 1}}}), PrecisionChoice::Fp32);
    EXPECT_EQ(bestOf({{"fp32", {100, 1}}, {"bf16", {50, 0.98}}}), PrecisionChoice::Fp32);
    EXPECT_EQ(bestOf({{"fp32", {100, 1}}}), PrecisionChoice::Fp32);
}

}  // namespace
}  // namespace sonomask::segmentation
