#include "workflow/batch_journal.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::workflow {
namespace {

using nlohmann::json;
using test::readText;
using test::TemporaryFolder;
using test::writeText;

json record(const std::string& file, int value) {
    return {{"file", file}, {"value", value}};
}

TEST(BatchJournal, FindsWhatItWasGiven) {
    const TemporaryFolder folder;
    BatchJournal journal(folder.path(), false);
    journal.append(record("a", 1));
    journal.append(record("b", 2));
    EXPECT_EQ(journal.find("a"), record("a", 1));
    EXPECT_EQ(journal.find("b"), record("b", 2));
    EXPECT_EQ(journal.find("c"), std::nullopt);
}

TEST(BatchJournal, KeepsItsRecordsAfterAKill) {
    const TemporaryFolder folder;
    { BatchJournal(folder.path(), false).append(record("a", 1)); }
    const BatchJournal journal(folder.path(), true);
    EXPECT_EQ(journal.find("a"), record("a", 1));
}

TEST(BatchJournal, DropsALineThatAKillCutShortAndGoesOn) {
    const TemporaryFolder folder;
    { BatchJournal(folder.path(), false).append(record("a", 1)); }
    const auto file = folder / ".sonomask-journal.jsonl";
    writeText(file, readText(file) + R"({"file":"b","val)");
    BatchJournal journal(folder.path(), true);
    EXPECT_EQ(journal.find("b"), std::nullopt);
    journal.append(record("c", 3));
    EXPECT_EQ(journal.find("a"), record("a", 1));
    EXPECT_EQ(journal.find("c"), record("c", 3));
}

TEST(BatchJournal, ForgetsAnEarlierRunUnlessItIsResumed) {
    const TemporaryFolder folder;
    { BatchJournal(folder.path(), false).append(record("a", 1)); }
    EXPECT_EQ(BatchJournal(folder.path(), false).find("a"), std::nullopt);
}

TEST(BatchJournal, TrustsNoFindingsOnceARunThatDidNotResumeHasBegun) {
    const TemporaryFolder folder;
    {
        BatchJournal journal(folder.path(), false);
        journal.append(record("a", 1));
        journal.finish({{"format", 1}}, {"a"});
    }
    EXPECT_EQ(BatchJournal(folder.path(), true).find("a"), record("a", 1));
    { const BatchJournal stopped(folder.path(), false); }  // before it had written any mask
    EXPECT_EQ(BatchJournal(folder.path(), true).find("a"), record("a", 1));
    {
        BatchJournal killed(folder.path(), false);
        killed.begin("b");
    }
    EXPECT_EQ(BatchJournal(folder.path(), true).find("a"), std::nullopt);
}

TEST(BatchJournal, ForgetsAnInputWhoseMasksHaveBegunToBeReplaced) {
    const TemporaryFolder folder;
    {
        BatchJournal journal(folder.path(), false);
        for (const char* file : {"a", "b"}) journal.append(record(file, 1));
        journal.finish({{"format", 1}}, {"a", "b"});
    }
    {
        BatchJournal killed(folder.path(), true);
        killed.begin("a");
        EXPECT_EQ(killed.find("a"), std::nullopt);
    }
    BatchJournal journal(folder.path(), true);
    EXPECT_EQ(journal.find("a"), std::nullopt);
    EXPECT_EQ(journal.find("b"), record("b", 1));
    journal.append(record("a", 2));
    EXPECT_EQ(journal.find("a"), record("a", 2));
}

TEST(BatchJournal, SaysSoWhenItIsChangedFromOutside) {
    const TemporaryFolder folder;
    BatchJournal journal(folder.path(), false);
    journal.append(record("a", 1));
    std::filesystem::remove(folder / ".sonomask-journal.jsonl");
    EXPECT_THROW(journal.finish({{"format", 1}}, {"a"}), ReadError);
    EXPECT_FALSE(std::filesystem::exists(folder / "findings.json"));
}

TEST(BatchJournal, BecomesFindingsInTheOrderOfTheInputs) {
    const TemporaryFolder folder;
    BatchJournal journal(folder.path(), false);
    journal.append(record("b", 2));
    journal.append(record("a", 1));
    journal.finish({{"format", 1}}, {"a", "b", "never-done"});
    const json findings = json::parse(readText(folder / "findings.json"));
    EXPECT_EQ(findings["format"], 1);
    EXPECT_EQ(findings["files"], json::array({record("a", 1), record("b", 2)}));
    EXPECT_FALSE(std::filesystem::exists(folder / ".sonomask-journal.jsonl"));
}

TEST(BatchJournal, TakesOverTheFindingsOfAFinishedRun) {
    const TemporaryFolder folder;
    BatchJournal first(folder.path(), false);
    first.append(record("a", 1));
    first.finish({{"format", 1}}, {"a"});
    EXPECT_EQ(BatchJournal(folder.path(), true).find("a"), record("a", 1));
}

TEST(BatchJournal, AcceptsFileNamesThatAreNotUtf8) {
    const TemporaryFolder folder;
    BatchJournal journal(folder.path(), false);
    journal.append(record("bad\xff.png", 1));
    journal.finish({{"format", 1}}, {"bad\xff.png"});
    EXPECT_EQ(json::parse(readText(folder / "findings.json"))["files"].size(), 1U);
}

TEST(BatchJournal, PassesOverRecordsThatAreDamaged) {
    const TemporaryFolder folder;
    writeText(folder / ".sonomask-journal.jsonl",
              "{\"file\":7}\n[1]\n{\"value\":1}\nnonsense\n{\"file\":\"a\",\"value\":1}\n");
    writeText(folder / "findings.json", R"({"files":[{"file":null},3,{"file":"b","value":2}]})");
    const BatchJournal journal(folder.path(), true);
    EXPECT_EQ(journal.find("a"), record("a", 1));
    EXPECT_EQ(journal.find("b"), record("b", 2));
}

}  // namespace
}  // namespace sonomask::workflow
