#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTreeView>
#include <QtTest>

#include "ui/key_sheet.h"
#include "ui/side_by_side.h"
#include "ui/text.h"
#include "ui/work_keeper.h"
#include "window_bench.h"

namespace sonomask::ui {

using test::kFramesOfSweep;
using test::kPatience;

/// Reading one study after the other.
class FlowTest : public test::WindowBench {
    Q_OBJECT

  private Q_SLOTS:
    void theNextPictureIsSegmentedWhileThisOneIsRead() {
        QSettings().setValue(QStringLiteral("read/ahead"), true);
        const Bench bench = this->bench();
        openStudy(bench);
        QCOMPARE(bench.viewer()->file(), still());
        QTest::qWait(0);
        QCOMPARE(bench.studies()->state(sweep()), ClipState::New);  // there is no model yet
        bench.window->loadModel();
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(sweep()), ClipState::Segmented, kPatience);
        QCOMPARE(bench.part<FindingsStore>()->ofClip(sweep()).size(),
                 static_cast<std::size_t>(kFramesOfSweep));
        QCOMPARE(bench.studies()->state(still()), ClipState::New);  // nobody asked for it
        QVERIFY(!bench.busy());
        showClip(bench, sweep());
        settle(bench, sweep());
        QVERIFY(!bench.action("edit.undo")->isEnabled());  // it was no step of the reader's
    }

    void theWorkAheadCanBeSwitchedOff() {
        QSettings().setValue(QStringLiteral("read/ahead"), true);
        const Bench bench = this->bench();
        openStudy(bench);
        bench.window->loadModel();
        bench.action("read.ahead")->setChecked(false);
        bench.action("read.segmentFrame")->trigger();  // comes when the model is there
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Segmented, kPatience);
        QCOMPARE(bench.studies()->state(sweep()), ClipState::New);
        QCOMPARE(QSettings().value(QStringLiteral("read/ahead")).toBool(), false);
    }

    void theListKnowsHowFarEachPictureIsAfterANewStart() {
        const test::TemporaryFolder sessions;
        sessions_ = sessions.path();
        {
            const Bench bench = this->bench();
            openStudy(bench);
            showClip(bench, sweep());
            bench.action("read.review")->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(sweep()), ClipState::Reviewed,
                                      kPatience);
        }
        const Bench bench = this->bench();
        openStudy(bench);
        QCOMPARE(bench.viewer()->file(), still());
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(sweep()), ClipState::Reviewed, kPatience);
        QCOMPARE(bench.studies()->state(still()), ClipState::New);
    }

    void studiesAreOrderedAsChosen() {
        const Bench bench = this->bench();
        openStudy(bench);
        const auto* tree = bench.part<StudyPanel>()->findChild<QTreeView*>();
        const auto hasDate = [tree](int row) {
            return !tree->model()->index(row, 0).data(StudyModel::DateRole).toString().isEmpty();
        };
        QVERIFY(!hasDate(0));
        bench.window->findChild<QAction*>(QStringLiteral("order2"))->trigger();
        QVERIFY(hasDate(0));
        QVERIFY(!hasDate(1));
        // What could not be opened stays at the end.
        QVERIFY(!tree->model()->index(2, 0).data(StudyModel::IsStudyRole).toBool());
        const Bench again = this->bench();
        openStudy(again);
        QCOMPARE(again.viewer()->file(), still());  // the first that was found
        tree = again.part<StudyPanel>()->findChild<QTreeView*>();
        QVERIFY(hasDate(0));
    }

    void aPictureIsHeldBesideAndBothMoveTogether() {
        const Bench bench = this->bench();
        openStudy(bench);
        QTest::keyClick(bench.window.get(), Qt::Key_D);
        const auto* beside = bench.part<SideBySide>();
        QVERIFY(beside->isHolding());
        QTRY_VERIFY_WITH_TIMEOUT(beside->held()->frame(), kPatience);
        showClip(bench, sweep());
        QCOMPARE(beside->held()->file(), still());
        QCoreApplication::processEvents();
        bench.action("view.zoomIn")->trigger();
        const auto part = [](const ClipViewer* viewer) {
            return viewer->view()->transform().seenPart();
        };
        QVERIFY(part(bench.viewer()).zoom_over_fit > 1.1);
        QCOMPARE(part(beside->held()).zoom_over_fit, part(bench.viewer()).zoom_over_fit);
        bench.action("view.linked")->setChecked(false);
        bench.action("view.zoomIn")->trigger();
        QVERIFY(part(beside->held()).zoom_over_fit < part(bench.viewer()).zoom_over_fit);
        QTest::keyClick(bench.window.get(), Qt::Key_D);
        QVERIFY(!beside->isHolding());
    }

    void closingAllEndsOpeningAndSegmenting() {
        const test::TemporaryFolder folder, sessions;
        for (int i = 0; i < 60; ++i)
            test::writeStill(folder / ("p" + std::to_string(i) + ".png"),
                             test::sampleScene({80, 60}, 3));
        sessions_ = sessions.path();
        const Bench bench = this->bench();
        bench.window->openAndSegment({fromPath(folder.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.studies()->files().isEmpty(), kPatience);
        bench.action("file.closeAll")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        QCOMPARE(bench.studies()->files(), QStringList());

        bench.window->openAndSegment({fromPath(folder.path())});
        const QString first = fromPath(folder / "p0.png");
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(first), ClipState::Segmented, kPatience);
        bench.action("file.closeAll")->trigger();
        settle(bench, first);
        const auto kept = [&] {
            const std::filesystem::recursive_directory_iterator begin(sessions.path()), end;
            return std::distance(begin, end);
        };
        const auto kept_on_closing = kept();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        settle(bench, first);
        QCOMPARE(kept(), kept_on_closing);
        QCOMPARE(bench.studies()->files(), QStringList());
    }

    void aReviewIsTakenBackFromTheNextPicture() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        brushAMassAndPutTheBrushAway(bench);  // what undo would take back otherwise
        showClip(bench, still());
        const auto reviewed = [&] {
            return bench.studies()->state(still()) == ClipState::Reviewed;
        };
        const auto reviewAndGoOn = [&] {
            QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->frame(), kPatience);
            QTest::keyClick(bench.window.get(), Qt::Key_Return);
            QTRY_VERIFY_WITH_TIMEOUT(reviewed() && bench.viewer()->file() == sweep(), kPatience);
        };
        reviewAndGoOn();
        settle(bench, still());
        QVERIFY(bench.action("edit.undo")->text().contains("review"));
        bench.action("edit.undo")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!reviewed() && bench.viewer()->file() == still(), kPatience);
        QCOMPARE(bench.part<WorkKeeper>()->status(sweep()).state.frame(0).lesions.size(),
                 std::size_t{1});

        reviewAndGoOn();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->frame(), kPatience);
        QTest::keyClick(bench.window.get(), Qt::Key_K);  // from now on undo is of this picture
        bench.action("edit.undo")->trigger();
        settle(bench, sweep());
        QVERIFY(reviewed());
        QCOMPARE(bench.viewer()->file(), sweep());
    }

    void framesAreMarkedAndUnmarked() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        QTest::keyClick(bench.window.get(), Qt::Key_K);
        const auto marked = [&] {
            return bench.part<WorkKeeper>()->status(sweep()).state.frame(0).marked;
        };
        QTRY_VERIFY_WITH_TIMEOUT(marked(), kPatience);
        QTest::keyClick(bench.window.get(), Qt::Key_K);
        QTRY_VERIFY_WITH_TIMEOUT(!marked(), kPatience);
    }

    void aKeyIsChangedRememberedAndReset() {
        {
            const Bench bench = this->bench();
            bench.action("help.keys")->trigger();
            auto* sheet = bench.part<KeySheet>();
            QTest::keyClick(sheet->field("read.segmentFrame"), Qt::Key_Y);
            QTRY_COMPARE(bench.action("read.segmentFrame")->shortcut(), QKeySequence("Y"));
            QVERIFY(bench.action("read.segmentFrame")->toolTip().contains("Y"));
        }
        const Bench bench = this->bench();
        QCOMPARE(bench.action("read.segmentFrame")->shortcut(), QKeySequence("Y"));
        bench.action("help.keys")->trigger();
        auto* sheet = bench.part<KeySheet>();
        sheet->findChild<QPushButton*>(QStringLiteral("resetKeys"))->click();
        QCOMPARE(bench.action("read.segmentFrame")->shortcut(), QKeySequence("S"));
        QCOMPARE(sheet->field("read.segmentFrame")->keySequence(), QKeySequence("S"));
    }

    void aKeyThatIsTakenIsRefusedAndItsHolderNamed() {
        const Bench bench = this->bench();
        bench.action("help.keys")->trigger();
        auto* sheet = bench.part<KeySheet>();
        QTest::keyClick(sheet->field("read.segmentFrame"), Qt::Key_N);
        const auto* taken = sheet->findChild<QLabel*>(QStringLiteral("errorText"));
        QTRY_VERIFY(taken->text().contains("Next picture"));
        QCOMPARE(bench.action("read.segmentFrame")->shortcut(), QKeySequence("S"));
        QCOMPARE(sheet->field("read.segmentFrame")->keySequence(), QKeySequence("S"));
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::FlowTest)
#include "flow_test.moc"
