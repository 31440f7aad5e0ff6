#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include <gtest/gtest.h>

#include "base/error.h"
#include "session/random_edits.h"
#include "support/temporary_folder.h"
#include "workflow/session.h"
#include "workflow/session_edits.h"

namespace sonomask::workflow {
namespace {

using test::TemporaryFolder;

/// Files of this process end at `bytes`: a write across the limit is short, the next one fails.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

  private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

SessionState stateOnDisk(const TemporaryFolder& folder) {
    return Session::open(test::fixtureSource(), folder.path()).state();
}

/// Applies random edits until one cannot be written; gives the state before that one.
SessionState workUntilRefused(Session& session, std::mt19937& random) {
    for (int i = 0; i < 3000; ++i) {
        const SessionState before = session.state();
        try {
            session.apply(test::randomEdit(session.state(), random));
        } catch (const WriteError&) {
            return before;
        }
    }
    ADD_FAILURE() << "the disk never refused";
    return {};
}

TEST(SessionFaults, AShortWriteKeepsTheWorkInMemoryAndTheDiskAsItWas) {
    for (const rlim_t limit : {300U, 2000U, 2001U, 5000U}) {
        TemporaryFolder folder;
        Session session = Session::open(test::fixtureSource(), folder.path());
        std::mt19937 random(static_cast<unsigned>(limit));
        SessionState before, after;
        {
            const FileSizeLimit full(limit);
            before = workUntilRefused(session, random);
            after = session.state();
        }
        EXPECT_FALSE(after == before) << "the change holds in memory";
        EXPECT_TRUE(session.hasUnwrittenChanges());
        EXPECT_TRUE(stateOnDisk(folder) == before);

        session.apply(edits::setText(session.state(), "once there is room again"));
        EXPECT_FALSE(session.hasUnwrittenChanges());
        EXPECT_TRUE(stateOnDisk(folder) == session.state());
        EXPECT_TRUE(session.undo());
        EXPECT_TRUE(session.state() == after);
    }
}

TEST(SessionFaults, ChangesCanBeMadeAndUndoneWhileTheDiskRefusesThem) {
    TemporaryFolder folder;
    Session session = Session::open(test::fixtureSource(), folder.path());
    const FileSizeLimit full(0);
    for (const char* text : {"one", "two", "three"})
        EXPECT_THROW(session.apply(edits::setText(session.state(), text)), WriteError);
    EXPECT_EQ(session.state().study.text, "three");
    EXPECT_THROW(session.undo(), WriteError);
    EXPECT_EQ(session.state().study.text, "two");
}

TEST(SessionFaults, ASaveThatFailsLeavesTheLastOneAndTheJournal) {
    TemporaryFolder folder;
    Session session = Session::open(test::fixtureSource(), folder.path());
    std::mt19937 random(11);
    for (int i = 0; i < 30; ++i) session.apply(test::randomEdit(session.state(), random));
    session.save();
    for (int i = 0; i < 30; ++i) session.apply(test::randomEdit(session.state(), random));
    {
        const FileSizeLimit full(100);
        EXPECT_THROW(session.save(), WriteError);
    }
    EXPECT_TRUE(stateOnDisk(folder) == session.state());
    session.save();
    EXPECT_TRUE(stateOnDisk(folder) == session.state());
}

TEST(SessionFaults, AFullDiskSaysSoAndKeepsTheWork) {
    TemporaryFolder folder;
    if (::geteuid() != 0 || ::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0)
        GTEST_SKIP() << "a small file system can be mounted by root only";
    {
        Session session = Session::open(test::fixtureSource(), folder.path());
        std::mt19937 random(12);
        const SessionState before = workUntilRefused(session, random);
        EXPECT_TRUE(stateOnDisk(folder) == before);
        EXPECT_FALSE(session.state() == before);
    }
    ::umount(folder.path().c_str());
}

TEST(SessionFaults, APlaceThatTakesNoFilesSaysSoAndKeepsTheWork) {
    TemporaryFolder folder;
    test::writeText(folder / "file", "");
    Session session = Session::open(test::fixtureSource(), folder / "file");
    EXPECT_THROW(session.apply(edits::setText(session.state(), "kept")), WriteError);
    EXPECT_EQ(session.state().study.text, "kept");
    EXPECT_TRUE(session.hasUnwrittenChanges());
    EXPECT_THROW(session.save(), WriteError);
}

TEST(SessionFaults, AReadOnlyFolderSaysSoAndKeepsTheWork) {
    TemporaryFolder folder;
    namespace fs = std::filesystem;
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    Session session = Session::open(test::fixtureSource(), folder.path());
    EXPECT_THROW(session.apply(edits::setText(session.state(), "kept")), WriteError);
    EXPECT_EQ(session.state().study.text, "kept");
    fs::permissions(folder.path(), fs::perms::owner_all);
}

}  // namespace
}  // namespace sonomask::workflow
