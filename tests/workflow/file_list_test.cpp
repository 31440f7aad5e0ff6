#include "workflow/file_list.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "dicom_bytes.h"
#include "support/temporary_folder.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::writeText;

class ListFiles : public testing::Test {
  protected:
    void write(const fs::path& file) {
        fs::create_directories((folder.path() / file).parent_path());
        writeText(folder.path() / file, "x");
    }
    std::vector<std::string> names(const FileList& list) const {
        std::vector<std::string> result;
        for (const fs::path& file : list.files)
            result.push_back(file.lexically_relative(folder.path()).string());
        return result;
    }
    using Names = std::vector<std::string>;

    TemporaryFolder folder;
};

TEST_F(ListFiles, WalksFoldersInAStableOrderWithoutHiddenFiles) {
    for (const char* file : {"b.png", "a/z.png", ".hidden.png", ".cache/c.png", "DICOMDIR"})
        write(file);
    EXPECT_EQ(names(listFiles({folder.path()})), (Names{"a/z.png", "b.png"}));
}

TEST_F(ListFiles, TakesNumbersInNamesForNumbers) {
    for (const char* file : {"IM1", "IM10", "IM2", "IM02", "S10/a", "S9/a"}) write(file);
    EXPECT_EQ(names(listFiles({folder.path()})),
              (Names{"IM1", "IM02", "IM2", "IM10", "S9/a", "S10/a"}));
}

TEST_F(ListFiles, FollowsADicomdirOfAnyCaseAndNamesWhatItRefuses) {
    const auto record = [](const std::string& id) {
        test::DicomBytes item;
        item.text(0x00041430, "CS", "IMAGE").text(0x00041500, "CS", id);
        return item;
    };
    write("images/us1");
    test::DicomBytes directory;
    directory.sequence(0x00041220, {record("IMAGES\\US1"), record("..\\US2")});
    test::writeBytes(folder / "dicomdir;1", directory.file());
    const FileList list = listFiles({folder / "dicomdir;1"});
    EXPECT_EQ(names(list), (Names{"images/us1"}));
    ASSERT_EQ(list.skipped.size(), 1U);
    EXPECT_NE(list.skipped[0].reason.find("outside its folder: ..\\US2"), std::string::npos)
        << list.skipped[0].reason;
    EXPECT_EQ(names(listFiles({folder.path()})), (Names{"images/us1"})) << "it is no picture";
}

TEST_F(ListFiles, ListsAFileOnceThoughItIsNamedTwice) {
    write("a.png");
    EXPECT_EQ(listFiles({folder / "a.png", folder.path()}).files.size(), 1U);
}

TEST_F(ListFiles, GoesOnAfterAnInputThatDoesNotExist) {
    write("a.png");
    const FileList list = listFiles({"/nowhere/at/all", folder.path()});
    EXPECT_EQ(names(list), (Names{"a.png"}));
    ASSERT_EQ(list.skipped.size(), 1U);
    EXPECT_EQ(list.skipped[0].file, "/nowhere/at/all");
    EXPECT_NE(list.skipped[0].reason.find("does not exist"), std::string::npos);
}

TEST_F(ListFiles, FollowsLinksToFoldersEachOnceAndNamesThoseThatLeadNowhere) {
    write("in/own/a.png");
    write("elsewhere/b.png");
    fs::create_directory_symlink("../elsewhere", folder.path() / "in" / "linked");
    fs::create_directory_symlink("..", folder.path() / "in" / "own" / "back");
    fs::create_symlink("nothing.dcm", folder.path() / "in" / "broken.dcm");
    const FileList list = listFiles({folder / "in"});
    EXPECT_EQ(names(list), (Names{"in/linked/b.png", "in/own/a.png"}));
    ASSERT_EQ(list.skipped.size(), 1U);
    EXPECT_EQ(list.skipped[0].file.filename(), "broken.dcm");
}

TEST_F(ListFiles, NamesAFolderThatMayNotBeRead) {
    if (::geteuid() == 0) GTEST_SKIP() << "root reads everything";
    write("in/closed/a.png");
    fs::permissions(folder.path() / "in" / "closed", fs::perms::none);
    const FileList list = listFiles({folder / "in"});
    fs::permissions(folder.path() / "in" / "closed", fs::perms::owner_all);
    ASSERT_EQ(list.skipped.size(), 1U);
    EXPECT_NE(list.skipped[0].reason.find("closed: cannot be read"), std::string::npos);
}

TEST_F(ListFiles, LeavesAFolderBelowAnInputOutButNotTheInputItself) {
    write("a.png");
    write("masks/a_mask.png");
    EXPECT_EQ(names(listFiles({folder.path()}, {}, folder / "masks/")), (Names{"a.png"}));
    EXPECT_EQ(listFiles({folder.path()}, {}, folder.path()).files.size(), 2U);
}

TEST_F(ListFiles, SkipsNamesThatFindingsCannotHold) {
    write("M\xfcller.png");
    const FileList list = listFiles({folder.path()});
    EXPECT_TRUE(list.files.empty());
    ASSERT_EQ(list.skipped.size(), 1U);
    EXPECT_NE(list.skipped[0].reason.find("not UTF-8"), std::string::npos);
}

}  // namespace
}  // namespace sonomask::workflow
