#include "workflow/session.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "session/random_edits.h"
#include "session/session_script.h"
#include "support/temporary_folder.h"
#include "workflow/session_edits.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using test::readText;
using test::TemporaryFolder;
using test::writeText;

Session openIn(const TemporaryFolder& folder) {
    return Session::open(test::fixtureSource(), folder.path());
}

SessionState worked(Session& session, unsigned seed, int steps) {
    std::mt19937 random(seed);
    for (int i = 0; i < steps; ++i) session.apply(test::randomEdit(session.state(), random));
    return session.state();
}

TEST(Session, LookingAtAStudyLeavesNoTrace) {
    TemporaryFolder folder;
    { const Session session = openIn(folder); }
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Session, EveryChangeIsBackWithoutHavingBeenSaved) {
    TemporaryFolder folder;
    SessionState state;
    {
        Session session = openIn(folder);
        state = worked(session, 1, 60);
    }
    const Session again = openIn(folder);
    EXPECT_TRUE(again.state() == state);
    EXPECT_GT(again.recoveredChanges(), 0U);
    EXPECT_TRUE(again.canUndo());
}

TEST(Session, UndosAndRedosAroundASaveAreBackToo) {
    for (unsigned seed = 0; seed < 5; ++seed) {
        TemporaryFolder folder;
        std::mt19937 random(seed);
        SessionState state;
        {
            Session session = openIn(folder);
            for (int i = 0; i < 40; ++i) test::scriptStep(session, random);
            state = session.state();
        }
        EXPECT_TRUE(openIn(folder).state() == state) << "seed " << seed;
    }
}

TEST(Session, ASavedSessionOpensWithoutAnythingToRecover) {
    TemporaryFolder folder;
    SessionState state;
    {
        Session session = openIn(folder);
        worked(session, 2, 40);
        session.undo();
        state = session.state();
        session.save();
        EXPECT_TRUE(session.canUndo()) << "saving is no end of undo";
    }
    const Session again = openIn(folder);
    EXPECT_TRUE(again.state() == state);
    EXPECT_EQ(again.recoveredChanges(), 0U);
}

TEST(Session, WhatWasRecoveredCanBeDiscardedAndTakenBackAgain) {
    TemporaryFolder folder;
    SessionState saved, last;
    {
        Session session = openIn(folder);
        saved = worked(session, 3, 20);
        session.save();
        last = worked(session, 4, 20);
    }
    Session again = openIn(folder);
    again.discardRecovered();
    EXPECT_TRUE(again.state() == saved);
    again.undo();
    EXPECT_TRUE(again.state() == last);
}

TEST(Session, AJournalCutAnywhereRestoresToTheLastWholeChange) {
    TemporaryFolder folder;
    std::vector<SessionState> states(1);
    {
        Session session = openIn(folder);
        std::mt19937 random(5);
        for (int i = 0; i < 3; ++i) {
            session.apply(test::randomEdit(session.state(), random));
            if (!(session.state() == states.back())) states.push_back(session.state());
        }
    }
    const fs::path journal = folder / "fixture" / "journal.jsonl";
    const std::string whole = readText(journal);
    std::size_t lines = 0;
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        if (cut > 0 && whole[cut - 1] == '\n') ++lines;
        writeText(journal, whole.substr(0, cut));
        const Session session = openIn(folder);
        const SessionState& expected = states[lines > 0 ? lines - 1 : 0];
        ASSERT_TRUE(session.state() == expected) << "cut at " << cut;
    }
    EXPECT_EQ(lines, states.size());
}

TEST(Session, WorkGoesOnBehindACutJournal) {
    TemporaryFolder folder;
    {
        Session session = openIn(folder);
        session.apply(edits::setText(session.state(), "one"));
    }
    const fs::path journal = folder / "fixture" / "journal.jsonl";
    writeText(journal,
              readText(journal) + "{\"edit\":\"text\",\"study\":{\"stag" + std::string(20, '\0'));
    {
        Session session = openIn(folder);
        EXPECT_EQ(session.state().study.text, "one");
        session.apply(edits::setText(session.state(), "two"));
    }
    EXPECT_EQ(openIn(folder).state().study.text, "two");
}

TEST(Session, AKillBetweenSavingAndEmptyingTheJournalLosesAndRepeatsNothing) {
    TemporaryFolder folder;
    const fs::path journal = folder / "fixture" / "journal.jsonl";
    SessionState state;
    std::string before_saving;
    {
        Session session = openIn(folder);
        state = worked(session, 6, 20);
        before_saving = readText(journal);
        session.save();
    }
    writeText(journal, before_saving);
    {
        Session session = openIn(folder);
        EXPECT_TRUE(session.state() == state);
        EXPECT_EQ(session.recoveredChanges(), 0U);
        session.apply(edits::setText(session.state(), "later"));
    }
    EXPECT_EQ(openIn(folder).state().study.text, "later");
}

TEST(Session, KeepsMasksAsPicturesThatOthersCanRead) {
    TemporaryFolder folder;
    Session session = openIn(folder);
    const cv::Mat mask = test::disc(20, 20, 7);
    session.apply(edits::addLesion(session.state(), 2, mask, edits::byHand("polygon", "Ann")));
    session.save();
    const auto document = nlohmann::json::parse(readText(folder / "fixture" / "session.json"));
    const auto& lesion = document["state"]["frames"][0]["lesions"][0];
    const cv::Mat kept =
        cv::imread((folder / "fixture" / "masks" / lesion["mask"].get<std::string>()).string(),
                   cv::IMREAD_UNCHANGED);
    ASSERT_EQ(kept.size(), mask.size());
    EXPECT_EQ(cv::norm(kept, mask, cv::NORM_INF), 0);
}

TEST(Session, SavingRemovesMasksThatNoMassHasAnyMore) {
    TemporaryFolder folder;
    Session session = openIn(folder);
    session.apply(edits::addLesion(session.state(), 0, test::disc(20, 20, 7),
                                   edits::byHand("polygon", "Ann")));
    session.save();
    session.apply(edits::deleteLesion(session.state(), 0, 1));
    session.save();
    EXPECT_TRUE(fs::is_empty(folder / "fixture" / "masks"));
}

TEST(Session, RefusesWorkOnAPictureOfAnotherSize) {
    TemporaryFolder folder;
    {
        Session session = openIn(folder);
        session.apply(edits::setText(session.state(), "text"));
    }
    SessionSource other = test::fixtureSource();
    other.frame_size = cv::Size(61, 40);
    EXPECT_THROW(Session::open(other, folder.path()), ReadError);
    other = test::fixtureSource();
    other.frame_count = 5;
    EXPECT_THROW(Session::open(other, folder.path()), ReadError);
}

TEST(Session, SaysWhenTheFileWasWrittenAnew) {
    TemporaryFolder folder;
    {
        Session session = openIn(folder);
        session.apply(edits::setText(session.state(), "text"));
        EXPECT_FALSE(session.sourceChanged());
    }
    SessionSource other = test::fixtureSource();
    other.modified = 77;
    EXPECT_TRUE(Session::open(other, folder.path()).sourceChanged());
    EXPECT_FALSE(openIn(folder).sourceChanged());
}

TEST(Session, TwoWindowsDoNotOverwriteEachOther) {
    TemporaryFolder folder;
    Session first = openIn(folder);
    Session second = openIn(folder);
    first.apply(edits::setText(first.state(), "first"));
    EXPECT_THROW(second.apply(edits::setText(second.state(), "second")), WriteError);
    EXPECT_EQ(second.state().study.text, "second") << "the work stays in memory";
    EXPECT_EQ(openIn(folder).state().study.text, "first");
}

TEST(Session, AWindowThatWasLeftBehindDoesNotOverwriteEither) {
    TemporaryFolder folder;
    Session behind = openIn(folder);
    {
        Session first = openIn(folder);
        first.apply(edits::setText(first.state(), "first"));
        first.save();
    }
    EXPECT_THROW(behind.apply(edits::setText(behind.state(), "behind")), WriteError);
    EXPECT_THROW(behind.save(), WriteError);
    EXPECT_EQ(openIn(folder).state().study.text, "first");
}

TEST(Session, DamagedSessionFilesAreNamed) {
    TemporaryFolder folder;
    {
        Session session = openIn(folder);
        worked(session, 7, 10);
        session.save();
    }
    const fs::path file = folder / "fixture" / "session.json";
    const std::string good = readText(file);
    const std::string key = "\"frame_count\":";
    ASSERT_NE(good.find(key), std::string::npos);
    std::string huge = good;
    huge.insert(huge.find(key) + key.size(), R"(1e38,"another":)");
    for (const std::string& bad :
         {huge, std::string(), good.substr(0, good.size() / 2), std::string("[]"),
          std::string(R"({"format":"other","version":1})"),
          std::string(R"({"format":"sonomask-session","version":1,"generation":1,"source":7})")}) {
        writeText(file, bad);
        try {
            openIn(folder);
            ADD_FAILURE() << "accepted: " << bad;
        } catch (const ReadError& error) {
            EXPECT_EQ(error.file(), file);
        }
    }
}

TEST(Session, ASessionOfANewerVersionIsRefusedNotOverwritten) {
    TemporaryFolder folder;
    fs::create_directories(folder / "fixture");
    writeText(folder / "fixture" / "session.json", R"({"format":"sonomask-session","version":2})");
    try {
        openIn(folder);
        ADD_FAILURE();
    } catch (const ReadError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("newer version"));
    }
}

TEST(Session, AMissingMaskIsNamed) {
    TemporaryFolder folder;
    {
        Session session = openIn(folder);
        session.apply(edits::addLesion(session.state(), 0, test::disc(20, 20, 7),
                                       edits::byHand("polygon", "Ann")));
        session.save();
    }
    fs::remove_all(folder / "fixture" / "masks");
    EXPECT_THROW(openIn(folder), ReadError);
}

TEST(Session, TheWorklistSeesTheStageWithoutOpening) {
    TemporaryFolder folder;
    EXPECT_FALSE(keptReading(test::fixtureSource(), folder.path()));
    Session session = openIn(folder);
    session.apply(edits::setStage(session.state(), ReadingStage::Segmented));
    session.save();
    EXPECT_EQ(keptReading(test::fixtureSource(), folder.path())->stage, ReadingStage::Segmented);
    session.apply(edits::setStage(session.state(), ReadingStage::Reviewed));
    EXPECT_EQ(keptReading(test::fixtureSource(), folder.path())->stage, ReadingStage::Reviewed);
}

TEST(Session, AnOlderSessionsStageExportedCountsAsReviewedToo) {
    TemporaryFolder folder;
    {
        Session session = openIn(folder);
        session.apply(edits::setReviewed(session.state(), true));
        session.save();
    }
    const fs::path file = folder / "fixture" / "session.json";
    auto document = nlohmann::json::parse(readText(file));
    auto& study = document["state"]["study"];
    study["stage"] = "exported";
    study.erase("exported");
    writeText(file, document.dump());
    const Session session = openIn(folder);
    EXPECT_EQ(session.state().study.stage, ReadingStage::Reviewed);
    EXPECT_TRUE(session.state().study.exported);
}

/// A DICOM file's name, UID and pixels, as far as sessions look at them.
SessionSource writtenSource(const fs::path& file, const std::string& header, char pixels) {
    writeText(file, header + std::string(300000, pixels));
    ClipInfo info;
    info.file = file;
    info.sop_instance_uid = "1.2.3";
    return sessionSourceOf(info);
}

TEST(SessionSource, DifferentPicturesOfOneUidKeepTheirWorkApart) {
    TemporaryFolder folder;
    const SessionSource one = writtenSource(folder / "one.dcm", "header", 'a');
    const SessionSource other = writtenSource(folder / "other.dcm", "header", 'b');
    const SessionSource copy = writtenSource(folder / "copy.dcm", "other name", 'a');
    {
        Session session = Session::open(one, folder.path());
        session.apply(edits::setReviewed(session.state(), true));
    }
    EXPECT_EQ(Session::open(copy, folder.path()).state().study.stage, ReadingStage::Reviewed);
    {
        Session session = Session::open(other, folder.path());
        EXPECT_EQ(session.state().study.stage, ReadingStage::New);
        EXPECT_EQ(session.otherPicture(), one.file);
        session.apply(edits::setReader(session.state(), "Dr Other"));
    }
    EXPECT_EQ(Session::open(other, folder.path()).state().study.reader, "Dr Other");
    EXPECT_EQ(keptReading(other, folder.path())->reader, "Dr Other");
    EXPECT_EQ(keptReading(one, folder.path())->stage, ReadingStage::Reviewed);
}

TEST(SessionSource, WorkOfVersionsWithoutAFingerprintIsFound) {
    TemporaryFolder folder;
    const SessionSource source = writtenSource(folder / "one.dcm", "header", 'a');
    SessionSource old = source;
    old.fingerprint.clear();
    {
        Session session = Session::open(old, folder.path());
        session.apply(edits::setReviewed(session.state(), true));
    }
    EXPECT_EQ(Session::open(source, folder.path()).state().study.stage, ReadingStage::Reviewed);
}

TEST(SessionSource, NobodyElseMayReadTheWork) {
    TemporaryFolder folder;
    Session session = openIn(folder);
    session.apply(edits::setReviewed(session.state(), true));
    session.save();
    EXPECT_EQ(fs::status(folder / "fixture").permissions(), fs::perms::owner_all);
}

TEST(SessionSource, CopiesOfADicomFileShareTheirWorkAndOtherFilesDoNot) {
    ClipInfo one, two;
    one.file = "/a/x.dcm";
    two.file = "/b/y.dcm";
    EXPECT_NE(sessionSourceOf(one).key, sessionSourceOf(two).key);
    one.sop_instance_uid = two.sop_instance_uid = "1.2.3";
    EXPECT_EQ(sessionSourceOf(one).key, sessionSourceOf(two).key);
    two.sop_instance_uid = "../../../etc";
    EXPECT_THAT(sessionSourceOf(two).key, testing::Not(testing::HasSubstr("/")));
}

}  // namespace
}  // namespace sonomask::workflow
