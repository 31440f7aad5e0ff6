#include <QtTest>

#include "ui/corrections.h"
#include "ui/mass_card.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/work_keeper.h"
#include "window_bench.h"

namespace sonomask::ui {

using test::kPatience;

/// What the reader writes: a text for the report, notes on masses.
class WritingTest : public test::WindowBench {
    Q_OBJECT

    static TextField* reportText(const Bench& bench) {
        return bench.window->findChild<TextField*>(QStringLiteral("reportText"));
    }
    static QString keptText(const Bench& bench, const QString& file) {
        return fromUtf8(bench.part<WorkKeeper>()->status(file).state.study.text);
    }
    static void type(TextField* field, const QString& text) {
        field->setFocus();
        QTest::keyClicks(field, text);
    }

  private Q_SLOTS:
    void lettersOfATextAreNotTheWindowsKeys() {
        const Bench bench = this->bench();
        openStudy(bench);
        type(reportText(bench), QStringLiteral("back"));
        QCOMPARE(reportText(bench)->toPlainText(), QStringLiteral("back"));
        QCOMPARE(bench.part<Corrections>()->tool(), Corrections::Tool::None);
        QTest::keyClick(reportText(bench), Qt::Key_Return);  // a line more, nothing is reviewed
        QCOMPARE(bench.studies()->state(still()), ClipState::New);
        QTest::keyClick(reportText(bench), Qt::Key_Escape);
        QVERIFY(bench.viewer()->view()->hasFocus());
        QTRY_COMPARE_WITH_TIMEOUT(keptText(bench, still()), QStringLiteral("back\n"), kPatience);
    }

    void aTextStaysWithItsPictureAndIsUndone() {
        const Bench bench = this->bench();
        openStudy(bench);
        const QString text = QStringLiteral("Unchanged since 2024.");
        type(reportText(bench), text);
        showClip(bench, sweep());  // without leaving the field
        QTRY_COMPARE_WITH_TIMEOUT(keptText(bench, still()), text, kPatience);
        QVERIFY(keptText(bench, sweep()).isEmpty());
        QVERIFY(reportText(bench)->toPlainText().isEmpty());
        showClip(bench, still());
        QTRY_COMPARE_WITH_TIMEOUT(reportText(bench)->toPlainText(), text, kPatience);
        bench.viewer()->view()->setFocus();
        bench.action("edit.undo")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(reportText(bench)->toPlainText().isEmpty(), kPatience);
        bench.action("edit.redo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(reportText(bench)->toPlainText(), text, kPatience);
    }

    void textAndNoteAreInTheReportThoughTheKeysAreStillThere() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        TextField* note = bench.part<MassCard>()->note();
        QTRY_VERIFY_WITH_TIMEOUT(note->isVisible() && note->isEnabled(), kPatience);
        type(note, QStringLiteral("at 2 o'clock"));
        type(reportText(bench), QStringLiteral("Follow-up in <6> months"));
        bench.dialogs->save_as = fromPath(rest_ / "written.html");
        bench.action("export.report")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(rest_ / "written.html"), kPatience);
        const std::string report = test::readText(rest_ / "written.html");
        QVERIFY(report.find("Follow-up in &lt;6&gt; months") != std::string::npos);
        QVERIFY(report.find("at 2 o") != std::string::npos);
    }

    void aNoteGoesWithItsMassAndItsFrame() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        brushAMassAndPutTheBrushAway(bench);
        TextField* note = bench.part<MassCard>()->note();
        QTRY_VERIFY_WITH_TIMEOUT(note->isEnabled(), kPatience);
        const QString words = QStringLiteral("the one that was felt");
        type(note, words);
        bench.viewer()->showFrame(1);
        QTRY_COMPARE_WITH_TIMEOUT(bench.viewer()->frameIndex(), 1, kPatience);
        const auto kept = [&] {
            const auto& state = bench.part<WorkKeeper>()->status(sweep()).state;
            const auto& lesions = state.frame(0).lesions;
            return lesions.empty() ? QString() : fromUtf8(lesions.front().note);
        };
        QTRY_COMPARE_WITH_TIMEOUT(kept(), words, kPatience);
        bench.viewer()->showFrame(0);
        QTRY_VERIFY_WITH_TIMEOUT(note->isVisible(), kPatience);
        QCOMPARE(note->toPlainText(), words);
    }

    void undoTakesBackWhatWasTypedLast() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        type(reportText(bench), QStringLiteral("typed and not rested"));
        bench.action("edit.undo")->trigger();  // by its button: the text keeps the focus
        QTRY_VERIFY_WITH_TIMEOUT(reportText(bench)->toPlainText().isEmpty(), kPatience);
        settle(bench, still());
        QCOMPARE(massCount(bench), std::size_t{1});
    }

    void whatIsTypedOutlivesTheWindow() {
        const test::TemporaryFolder kept;
        sessions_ = kept / "sessions";
        {
            const Bench bench = this->bench();
            openStudy(bench);
            type(reportText(bench), QStringLiteral("typed, then closed"));
            bench.window->close();
        }
        const Bench bench = this->bench();
        openStudy(bench);
        QTRY_COMPARE_WITH_TIMEOUT(reportText(bench)->toPlainText(),
                                  QStringLiteral("typed, then closed"), kPatience);
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::WritingTest)
#include "writing_test.moc"
