#include <algorithm>

#include <QLabel>
#include <QtTest>

#include "ui/mass_card.h"
#include "ui/text.h"
#include "ui/work_keeper.h"
#include "window_bench.h"

namespace sonomask::test {

using namespace ui;

/// Millimetres for pictures that carry none: the ruler and the picture's own depth scale.
class RulerTest final : public WindowBench {
    Q_OBJECT

    std::string unit(const Bench& bench) const {
        const auto* findings = bench.viewer()->findings();
        return findings && !findings->lesions.empty() ? findings->lesions[0].geometry.unit : "";
    }

    void measureWithTheRuler(const Bench& bench, double mm) const {
        bench.dialogs->number = mm;
        bench.action("edit.ruler")->trigger();
        click(bench, {30, 100});
        click(bench, {90, 100});
    }

    bool cardSays(const Bench& bench, const QString& text) const {
        const auto labels = bench.part<MassCard>()->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->text() == text; });
    }

  private Q_SLOTS:
    void theRulerGivesMillimetresAndSaysSo() {
        const TemporaryFolder sessions;
        sessions_ = sessions.path();
        double area = 0;
        {
            const Bench bench = this->bench();
            openStudy(bench);
            brushAMassAndPutTheBrushAway(bench);
            QCOMPARE(unit(bench), std::string("px"));
            area = firstArea(bench);
            measureWithTheRuler(bench, 30);  // 60 pixels: 0.5 mm each
            QTRY_COMPARE_WITH_TIMEOUT(unit(bench), std::string("mm"), kPatience);
            QVERIFY(std::abs(firstArea(bench) / (area / 4) - 1) < 0.05);
            QVERIFY(bench.part<MessageBar>()->text().contains("by the ruler"));
            QVERIFY(!bench.action("edit.ruler")->isChecked());
            QVERIFY(cardSays(bench, "ruler"));
            bench.action("edit.undo")->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(unit(bench), std::string("px"), kPatience);
            bench.action("edit.redo")->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(unit(bench), std::string("mm"), kPatience);
        }
        const Bench again = bench();
        openStudy(again);
        QTRY_COMPARE_WITH_TIMEOUT(unit(again), std::string("mm"), kPatience);
        again.action("edit.forgetRuler")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(unit(again), std::string("px"), kPatience);
    }

    void aHalfSetRulerStaysInItsPicture() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        bool asked = false;
        bench.dialogs->while_number_is_asked = [&] { asked = true; };
        bench.action("edit.ruler")->trigger();
        click(bench, {30, 100});
        showClip(bench, still());
        click(bench, {90, 60});
        QVERIFY(!asked);
        click(bench, {30, 60});
        QVERIFY(asked);
    }

    void theScaleIsOfThePictureThatWasMeasured() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, still());
        bench.dialogs->number = 10;
        bench.dialogs->while_number_is_asked = [&] { showClip(bench, sweep()); };
        bench.action("edit.ruler")->trigger();
        click(bench, {30, 100});
        click(bench, {90, 100});
        const auto* keeper = bench.part<WorkKeeper>();
        for (const QString& file : {still(), sweep()}) settle(bench, file);
        QVERIFY(keeper->status(still()).state.study.user_spacing.has_value());
        QVERIFY(!keeper->status(sweep()).state.study.user_spacing.has_value());
    }

    void theLineIsInViewWhileItsLengthIsAsked() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, still());
        FrameView* view = bench.viewer()->view();
        QImage asking;
        bench.dialogs->while_number_is_asked = [&] { asking = view->grab().toImage(); };
        bench.action("edit.ruler")->trigger();
        const QImage without = view->grab().toImage();
        click(bench, {30, 100});
        click(bench, {90, 100});
        const QPoint middle = view->transform().widgetFromFrame({60, 100}).toPoint();
        QVERIFY(asking.pixelColor(middle) != without.pixelColor(middle));
        QCOMPARE(view->grab().toImage().pixelColor(middle), without.pixelColor(middle));
    }

    void theRulerAsksBeforeItReplacesAFilesOwnScale() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        brushAMassAndPutTheBrushAway(bench);
        const double area = firstArea(bench);
        bench.dialogs->answer = false;
        measureWithTheRuler(bench, 30);
        QCOMPARE(unit(bench), std::string("mm"));
        QCOMPARE(firstArea(bench), area);
        QCOMPARE(bench.part<MessageBar>()->messageCount(), 0);
    }

    void theRulerIsOfferedToThePicturesBesideIt() {
        const TemporaryFolder folder;
        for (const char* name : {"a.png", "b.png"})
            writeStill(folder / name, sampleScene({160, 120}, 3));
        const Bench bench = this->bench();
        bench.window->open({fromPath(folder.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        measureWithTheRuler(bench, 30);
        showClip(bench, fromPath(folder / "b.png"));
        brushAMassAndPutTheBrushAway(bench);
        QCOMPARE(unit(bench), std::string("mm"));
    }

    void theDepthTicksGiveMillimetresOnceTheReaderHasNamedThem() {
        const TemporaryFolder folder;
        phantom::Scene scene = sampleScene({480, 360}, 3);
        scene.surroundings.depth_ruler = true;  // ticks every 5 mm at the right edge
        writeStill(folder / "a.png", scene);
        const Bench bench = this->bench();
        bench.window->open({fromPath(folder.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        brushAMassAndPutTheBrushAway(bench);
        bench.action("edit.ruler")->trigger();
        const auto text = [&] { return bench.part<MessageBar>()->text(); };
        QTRY_VERIFY_WITH_TIMEOUT(text().contains("Depth scale found"), kPatience);
        QCOMPARE(unit(bench), std::string("px"));
        bench.dialogs->number = 5;
        click(bench, {474, 200});
        QTRY_COMPARE_WITH_TIMEOUT(unit(bench), std::string("mm"), kPatience);
        QVERIFY(text().contains("by the depth ticks"));
        QVERIFY(!bench.action("edit.ruler")->isChecked());
        const ScaleAnswer& answer = bench.viewer()->findings()->lesions[0].geometry.scale;
        QCOMPARE(answer.source, SpacingSource::DepthTicks);
        QVERIFY(std::abs(answer.spacing->y_mm / scene.spacing_mm.y_mm - 1) < 0.01);
        QVERIFY(cardSays(bench, "depth ticks"));
        bench.action("edit.undo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(unit(bench), std::string("px"), kPatience);
    }
};

}  // namespace sonomask::test

QTEST_MAIN(sonomask::test::RulerTest)
#include "ruler_test.moc"
