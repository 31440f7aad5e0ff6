#include "workflow/edit_history.h"

#include <vector>

#include <gtest/gtest.h>

#include "session/random_edits.h"
#include "workflow/session_edits.h"

namespace sonomask::workflow {
namespace {

bool isStep(const Edit& edit) {
    return edit.name != "export";
}

TEST(EditHistory, AnySequenceUndoneGivesTheStartAndRedoneTheEnd) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        std::mt19937 random(seed);
        SessionState start;
        start.study.text = "as it was";
        EditHistory history(start);
        std::vector<SessionState> after{start};
        for (int i = 0; i < 60; ++i) {
            const Edit edit = test::randomEdit(history.state(), random);
            if (!history.apply(edit)) continue;
            if (isStep(edit))
                after.push_back(history.state());
            else
                after.back() = history.state();
        }
        for (std::size_t i = after.size(); i-- > 1;) {
            EXPECT_TRUE(history.state() == after[i]) << "seed " << seed << " step " << i;
            ASSERT_TRUE(history.undo());
        }
        EXPECT_TRUE(history.state() == after.front()) << "seed " << seed;
        EXPECT_FALSE(history.undo());
        while (history.redo()) {
        }
        EXPECT_TRUE(history.state() == after.back()) << "seed " << seed;
    }
}

TEST(EditHistory, AnyWalkOfEditsUndosAndRedosEndsWhereTheLastStepsLead) {
    std::mt19937 random(99);
    EditHistory history;
    std::vector<SessionState> states{history.state()};  // up to the present
    std::vector<SessionState> undone;
    for (int i = 0; i < 400; ++i) {
        const unsigned choice = random() % 4;
        if (choice < 2) {
            const Edit edit = test::randomEdit(history.state(), random);
            if (!history.apply(edit)) continue;
            if (isStep(edit)) {
                states.push_back(history.state());
                undone.clear();
            } else {
                states.back() = history.state();
            }
        } else if (choice == 2 && history.undo()) {
            undone.push_back(states.back());
            states.pop_back();
        } else if (choice == 3 && history.redo()) {
            states.push_back(undone.back());
            undone.pop_back();
        }
        ASSERT_TRUE(history.state() == states.back()) << "after action " << i;
    }
}

TEST(EditHistory, SegmentingSeveralFramesIsOneStep) {
    EditHistory history;
    history.apply(edits::segment(history.state(),
                                 {test::findingsOfMasks(0, test::disc(10, 10, 4)),
                                  test::findingsOfMasks(2, test::disc(20, 20, 4))},
                                 0.5, edits::byNetwork("segment", "model 1")));
    EXPECT_EQ(history.state().frames.size(), 2U);
    EXPECT_EQ(history.undoName(), "segment");
    history.undo();
    EXPECT_TRUE(history.state() == SessionState{});
}

TEST(EditHistory, AnEditThatChangesNothingIsNoStep) {
    EditHistory history;
    EXPECT_FALSE(history.apply(edits::setText(history.state(), "")));
    EXPECT_FALSE(history.apply(edits::markFrame(history.state(), 3, false)));
    EXPECT_FALSE(history.canUndo());
}

TEST(EditHistory, WhatNobodyAskedForIsAStepOnlyAfterOthers) {
    EditHistory history;
    Edit ahead = edits::setText(history.state(), "ahead");
    ahead.unasked = true;
    EXPECT_TRUE(history.apply(ahead));
    EXPECT_FALSE(history.canUndo());
    history.apply(edits::setText(history.state(), "asked"));
    ASSERT_TRUE(history.apply(ahead));
    history.undo();
    history.undo();
    EXPECT_EQ(history.state().study.text, "ahead");
}

TEST(EditHistory, TheMarkOfAnExportIsNoStepAndStaysWithWhatWasExported) {
    EditHistory history;
    const auto exported = [&] { return history.state().study.exported; };
    for (const char* text : {"one", "two", "three"})
        history.apply(edits::setText(history.state(), text));
    history.undo();
    ASSERT_TRUE(history.apply(edits::setExported(history.state())));
    EXPECT_EQ(history.undoName(), "text");
    ASSERT_TRUE(history.redo());
    EXPECT_EQ(history.state().study.text, "three");
    EXPECT_FALSE(exported());
    history.undo();
    EXPECT_TRUE(exported());
    history.undo();
    EXPECT_EQ(history.state().study.text, "one");
    EXPECT_FALSE(exported());
    history.redo();
    EXPECT_TRUE(exported());
    EXPECT_FALSE(history.apply(edits::setExported(history.state()))) << "it is marked already";
}

TEST(EditHistory, ANewEditDropsWhatCouldBeRedone) {
    EditHistory history;
    history.apply(edits::setText(history.state(), "one"));
    history.undo();
    history.apply(edits::setText(history.state(), "two"));
    EXPECT_FALSE(history.canRedo());
    EXPECT_EQ(history.state().study.text, "two");
}

TEST(EditHistory, ForgetsTheOldestStepsBeyondItsLimit) {
    EditHistory history({}, 3);
    for (const char* text : {"1", "2", "3", "4", "5"})
        history.apply(edits::setText(history.state(), text));
    int steps = 0;
    while (history.undo()) ++steps;
    EXPECT_EQ(steps, 3);
    EXPECT_EQ(history.state().study.text, "2");
}

}  // namespace
}  // namespace sonomask::workflow
