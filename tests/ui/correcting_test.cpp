#include <QAction>
#include <QtTest>

#include <opencv2/imgproc.hpp>

#include "ui/findings_store.h"
#include "ui/segmenter.h"
#include "ui/work_keeper.h"
#include "window_bench.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {

using test::kPatience;

class CorrectingTest : public test::WindowBench {
    Q_OBJECT

    /// Three corners of a rectangle of 50 by 40 pixels with the outline tool.
    void clickThreeCorners(const Bench& bench, bool take_tool = true) const {
        if (take_tool) bench.action("edit.outline")->trigger();
        for (const QPointF& corner : {QPointF(30, 30), QPointF(80, 30), QPointF(80, 70)})
            click(bench, corner);
    }

    /// The fourth corner, and the double click that closes the outline.
    void endOutline(const Bench& bench) const {
        FrameView* view = bench.viewer()->view();
        const QPointF corner(30, 70);
        click(bench, corner);
        QTest::mouseDClick(view, Qt::LeftButton, {},
                           view->transform().widgetFromFrame(corner).toPoint());
    }

  private Q_SLOTS:
    void whatTheNetworkFindsAfterAReviewTakesItBack() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, still());
        auto* keeper = bench.part<WorkKeeper>();
        keeper->apply(still(), [](const workflow::SessionState& state) {
            return workflow::edits::setReviewed(state, true);
        });
        cv::Mat mask = cv::Mat::zeros(120, 160, CV_8UC1);
        cv::circle(mask, {60, 60}, 15, 255, cv::FILLED);
        workflow::FrameFindings found{bench.viewer()->frame()->origin, {160, 120}, {}, {}};
        found.lesions.emplace_back().lesion = segmentation::lesionsFromMask(mask).front();
        Q_EMIT bench.part<Segmenter>()->finished({still(), {found}, 0.5, "model 1"});
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
        settle(bench, still());
        QCOMPARE(bench.studies()->state(still()), ClipState::Segmented);
    }

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

    void aStrokeGoesOnThroughASecondButtonAndEndsWithItsTool() {
        const Bench bench = this->bench();
        openStudy(bench);
        FrameView* view = bench.viewer()->view();
        const auto at = [view](const QPointF& point) {
            return view->transform().widgetFromFrame(point);
        };
        const auto send = [&](QEvent::Type type, const QPointF& point, Qt::MouseButton button,
                              Qt::MouseButtons buttons) {
            QMouseEvent event(type, at(point), view->mapToGlobal(at(point)), button, buttons, {});
            QCoreApplication::sendEvent(view, &event);
        };
        bench.action("edit.brush")->trigger();
        send(QEvent::MouseButtonPress, {40, 60}, Qt::LeftButton, Qt::LeftButton);
        send(QEvent::MouseButtonPress, {40, 60}, Qt::RightButton, Qt::LeftButton | Qt::RightButton);
        send(QEvent::MouseMove, {60, 60}, Qt::NoButton, Qt::LeftButton | Qt::RightButton);
        send(QEvent::MouseButtonRelease, {60, 60}, Qt::RightButton, Qt::LeftButton);
        QCOMPARE(massCount(bench), std::size_t{0});
        send(QEvent::MouseMove, {90, 60}, Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, {90, 60}, Qt::LeftButton, Qt::NoButton);
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
        QVERIFY(std::abs(firstArea(bench) - 1001) < 60);

        QTest::mousePress(view, Qt::LeftButton, {}, at({40, 20}).toPoint());
        QTest::mouseMove(view, at({90, 20}).toPoint());
        bench.action("edit.outline")->trigger();
        QTest::mouseRelease(view, Qt::LeftButton, {}, at({90, 20}).toPoint());
        bench.action("edit.brush")->trigger();
        QTest::mouseMove(view, at({100, 100}).toPoint());
        drag(bench, {40, 100}, {90, 100});
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{2}, kPatience);
        settle(bench, still());
        QCOMPARE(massCount(bench), std::size_t{2});
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

    void whatIsStillBeingSegmentedIsNotCorrected() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        brushAMass(bench);
        bench.viewer()->showFrame(1);
        QTRY_COMPARE_WITH_TIMEOUT(bench.viewer()->frameIndex(), 1, kPatience);
        auto* store = bench.part<FindingsStore>();
        workflow::FrameFindings under_way = *store->find(sweep(), 0);
        under_way.origin.index = 1;
        store->set(sweep(), 1, under_way);  // as the segmenter shows it before the clip is done
        QCOMPARE(massCount(bench), std::size_t{1});
        const double area = firstArea(bench);
        drag(bench, {40, 60}, {60, 90});
        QVERIFY(bench.part<MessageBar>()->text().contains("still being segmented"));
        settle(bench, sweep());
        QCOMPARE(firstArea(bench), area);
        QVERIFY(bench.part<WorkKeeper>()->status(sweep()).state.frame(1).lesions.empty());
    }

    void anOutlineIsDrawnAndDeleted() {
        const Bench bench = this->bench();
        openStudy(bench);
        clickThreeCorners(bench);
        endOutline(bench);
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
        QVERIFY(std::abs(firstArea(bench) - 2000) < 120);
        QTest::keyClick(bench.window.get(), Qt::Key_M);
        QTest::keyClick(bench.window.get(), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{0}, kPatience);
    }

    void aHalfDrawnOutlineStaysInItsFrame() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, still());
        clickThreeCorners(bench);
        showClip(bench, sweep());
        endOutline(bench);
        settle(bench, sweep());
        QCOMPARE(massCount(bench), std::size_t{0});
        clickThreeCorners(bench, false);
        bench.viewer()->showFrame(1);
        QTRY_COMPARE_WITH_TIMEOUT(bench.viewer()->frameIndex(), 1, kPatience);
        endOutline(bench);
        settle(bench, sweep());
        QCOMPARE(massCount(bench), std::size_t{0});
    }

    void aHalfDrawnOutlineOutlivesItsFrameShownAnew() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        clickThreeCorners(bench);
        QSignalSpy shown(bench.viewer(), &ClipViewer::frameShown);
        bench.viewer()->showFrame(bench.viewer()->frameIndex());
        QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), kPatience);
        endOutline(bench);
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
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
