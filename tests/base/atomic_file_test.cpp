#include "base/atomic_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include "base/error.h"
#include "support/faults.h"
#include "support/temporary_folder.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;
using test::Fault;
using test::readText;
using test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> filesIn(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    return names;
}

std::string errorOfWriting(const fs::path& target) {
    try {
        writeFileAtomically(target, std::string("text"));
    } catch (const WriteError& error) {
        return error.what();
    }
    return "no error";
}

TEST(AtomicFile, AppearsOnlyAtTheCommit) {
    const TemporaryFolder folder;
    AtomicFile file(folder / "result.txt");
    file.write("one ");
    file.write("two");
    EXPECT_FALSE(fs::exists(folder / "result.txt"));
    file.commit();
    EXPECT_EQ(readText(folder / "result.txt"), "one two");
    EXPECT_THAT(filesIn(folder.path()), ElementsAre("result.txt"));
}

TEST(AtomicFile, WithoutACommitLeavesTheOldFileAndNothingElse) {
    const TemporaryFolder folder;
    test::writeText(folder / "result.txt", "old");
    {
        AtomicFile file(folder / "result.txt");
        file.write("new");
    }
    EXPECT_EQ(readText(folder / "result.txt"), "old");
    EXPECT_THAT(filesIn(folder.path()), ElementsAre("result.txt"));
}

TEST(AtomicFile, ReplacesAFileWhole) {
    const TemporaryFolder folder;
    test::writeText(folder / "result.txt", std::string(10000, 'o'));
    writeFileAtomically(folder / "result.txt", std::string("new"));
    EXPECT_EQ(readText(folder / "result.txt"), "new");
}

TEST(AtomicFile, LetsAnotherWriterFillItByName) {
    const TemporaryFolder folder;
    AtomicFile file(folder / "picture.png");
    EXPECT_EQ(file.temporaryPath().extension(), ".png");
    test::writeText(file.temporaryPath(), "pixels");
    file.commit();
    EXPECT_EQ(readText(folder / "picture.png"), "pixels");
}

TEST(AtomicFile, AcceptsTheLongestNameThatTheDiskAccepts) {
    const TemporaryFolder folder;
    const fs::path target = folder / (std::string(251, 'n') + ".png");
    writeFileAtomically(target, std::string("x"));
    EXPECT_TRUE(fs::exists(target));
}

TEST(AtomicFile, IsNotStoppedByWhatAKilledRunLeft) {
    // A process that was killed leaves its temporary file; another may get the same process id.
    const TemporaryFolder folder;
    std::string name;
    {
        AtomicFile probe(folder / "a.txt");
        name = probe.temporaryPath().filename().string();
    }
    const std::size_t number_at = name.find_last_of('-') + 1;
    const int next = std::stoi(name.substr(number_at)) + 1;
    const std::string leftover = name.substr(0, number_at) + std::to_string(next) + ".txt";
    test::writeText(folder / leftover, "left by a killed run");
    writeFileAtomically(folder / "a.txt", std::string("x"));
    EXPECT_EQ(readText(folder / "a.txt"), "x");
    EXPECT_EQ(readText(folder / leftover), "left by a killed run");
}

TEST(AtomicFile, ThreadsThatWriteTheSameFileLeaveOneOfThem) {
    const TemporaryFolder folder;
    {
        std::vector<std::jthread> writers;
        for (char letter : {'a', 'b', 'c', 'd'})
            writers.emplace_back([&folder, letter] {
                for (int i = 0; i < 20; ++i)
                    writeFileAtomically(folder / "shared.txt", std::string(5000, letter));
            });
    }
    const std::string text = readText(folder / "shared.txt");
    EXPECT_EQ(text, std::string(5000, text.at(0)));
    EXPECT_THAT(filesIn(folder.path()), ElementsAre("shared.txt"));
}

TEST(AtomicFile, SaysWhyAndNamesTheTarget) {
    const TemporaryFolder folder;
    const std::string missing = errorOfWriting(folder / "nowhere/result.txt");
    EXPECT_THAT(missing, HasSubstr("nowhere/result.txt: cannot be written: No such file"));
    fs::create_directory(folder / "taken");
    EXPECT_THAT(errorOfWriting(folder / "taken"), HasSubstr("cannot be written"));
    EXPECT_THAT(filesIn(folder.path()), ElementsAre("taken"));
}

TEST(MakeFolder, MakesParentsAndAcceptsWhatIsThere) {
    const TemporaryFolder folder;
    makeFolder(folder / "a/b/c");
    makeFolder(folder / "a/b/c");
    EXPECT_TRUE(fs::is_directory(folder / "a/b/c"));
}

TEST(MakeFolder, SaysThatAFileIsInTheWay) {
    const TemporaryFolder folder;
    test::writeText(folder / "file", "x");
    EXPECT_THROW(makeFolder(folder / "file"), WriteError);
    EXPECT_THROW(makeFolder(folder / "file/below"), WriteError);
}

/// Writes 20 kB over an existing file in a faulty place.
test::FaultOutcome overwrite(Fault fault) {
    return test::runWithFault(fault, [](const fs::path& folder) {
        writeFileAtomically(folder / "result.bin", std::string(20000, 'n'));
    });
}

TEST(AtomicFileOnAFaultyDisk, WritesWhereNothingIsWrong) {
    const auto outcome = overwrite(Fault::None);
    EXPECT_EQ(outcome.error, "");
    EXPECT_THAT(outcome.files, ElementsAre("result.bin"));
}

class AtomicFileFault : public ::testing::TestWithParam<std::pair<Fault, const char*>> {};

TEST_P(AtomicFileFault, IsAWriteErrorAndLeavesNothing) {
    const auto [fault, reason] = GetParam();
    const auto outcome = overwrite(fault);
    if (!outcome.available) GTEST_SKIP() << "mount namespaces are not to be had here";
    EXPECT_EQ(outcome.error, "WriteError");
    EXPECT_THAT(outcome.message, HasSubstr("result.bin: cannot be written"));
    EXPECT_THAT(outcome.message, HasSubstr(reason));
    EXPECT_THAT(outcome.files, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Every, AtomicFileFault,
                         ::testing::Values(std::pair{Fault::DiskFull, "Free some space"},
                                           std::pair{Fault::ShortDisk, "Free some space"},
                                           std::pair{Fault::ReadOnly,
                                                     "Choose a folder that you may write to"},
                                           std::pair{Fault::FileLimit, "File too large"}));

}  // namespace
}  // namespace sonomask
