#include <QAction>
#include <QtTest>

#include "window_bench.h"

namespace sonomask::ui {

using test::kPatience;

class CorrectingTest : public test::WindowBench {
    Q_OBJECT

  private Q_SLOTS:
    void aBrushStrokeIsAMassAndOneUndoStep() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMass(bench);
        const double area = firstArea(bench);
        // A stroke of length 50 and radius 8: 50 · 16 + π · 8².
        QVERIFY2(std::abs(area - 1001) < 60, qPrintable(QString::number(area)));
        QTRY_VERIFY(bench.action("edit.undo")->isEnabled());
        bench.action("edit.undo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{0}, kPatience);
        QTRY_VERIFY(bench.action("edit.redo")->isEnabled());
        bench.action("edit.redo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(firstArea(bench), area, kPatience);
    }

    void theEraserTakesAwayAndMeasuresFollow() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMass(bench, {110, 60});
        const double before = firstArea(bench);
        bench.action("edit.eraser")->trigger();
        drag(bench, {105, 60}, {118, 60});
        QTRY_VERIFY_WITH_TIMEOUT(firstArea(bench) < before - 50, kPatience);
        // Cut through the middle: two masses.
        drag(bench, {70, 60}, {70, 90});
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{2}, kPatience);
    }

    void anOutlineIsDrawnAndDeleted() {
        const Bench bench = this->bench();
        openStudy(bench);
        bench.action("edit.outline")->trigger();
        FrameView* view = bench.viewer()->view();
        const auto click = [&](const QPointF& point) {
            QTest::mouseClick(view, Qt::LeftButton, {},
                              view->transform().widgetFromFrame(point).toPoint());
        };
        click({30, 30});
        click({80, 30});
        click({80, 70});
        click({30, 70});
        QTest::mouseDClick(view, Qt::LeftButton, {},
                           view->transform().widgetFromFrame({30, 70}).toPoint());
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
        QVERIFY(std::abs(firstArea(bench) - 2000) < 120);
        QTest::keyClick(bench.window.get(), Qt::Key_M);
        QTest::keyClick(bench.window.get(), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{0}, kPatience);
    }

    void workIsThereAgainWhenTheStudyIsOpenedAgain() {
        const test::TemporaryFolder sessions;
        sessions_ = sessions.path();
        double area = 0;
        {
            const Bench bench = this->bench();
            openStudy(bench);
            brushAMass(bench);
            area = firstArea(bench);
            QTest::keyClick(bench.window.get(), Qt::Key_Return);
            QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Reviewed,
                                      kPatience);
        }
        const Bench bench = this->bench();
        openStudy(bench);
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
        QCOMPARE(firstArea(bench), area);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Reviewed, kPatience);
    }

    void handWorkSurvivesTheNetwork() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMass(bench);
        const double area = firstArea(bench);
        bench.action("read.segmentFrame")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.action("edit.undo")->text().contains("segment") || !bench.busy(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(firstArea(bench), area, kPatience);
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::CorrectingTest)
#include "correcting_test.moc"
