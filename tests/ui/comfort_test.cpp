#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>
#include <QtTest>

#include "evaluation/cases.h"
#include "ui/about_dialog.h"
#include "ui/agreement_dialog.h"
#include "ui/batch_dialog.h"
#include "ui/difference_view.h"
#include "ui/help_window.h"
#include "ui/key_sheet.h"
#include "ui/learning_set_dialog.h"
#include "ui/mass_card.h"
#include "ui/preferences_dialog.h"
#include "ui/start_page.h"
#include "ui/term_row.h"
#include "ui/text.h"
#include "window_bench.h"

namespace sonomask::test {

using namespace ui;

/// First start, help, preferences, two readers and learning sets, through the window.
class ComfortTest final : public WindowBench {
    Q_OBJECT

    template <typename Dialog>
    Dialog* shown(const Bench& bench, const char* action) const {
        bench.action(action)->trigger();
        if (!QTest::qWaitFor(
                [&] { return bench.part<Dialog>() && bench.part<Dialog>()->isVisible(); },
                kPatience))
            return nullptr;
        return bench.part<Dialog>();
    }

    TermRow* rowOf(const Bench& bench, const std::string& category) const {
        for (auto* row : bench.part<MassCard>()->findChildren<TermRow*>())
            if (row->category() == category) return row;
        return nullptr;
    }

    static QStringList namelessIn(const QWidget& root) {
        QStringList nameless;
        for (const QWidget* widget : root.findChildren<QWidget*>()) {
            // What cannot have the focus is not read on its own.
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus ||
                widget->objectName().startsWith("qt_"))
                continue;
            QAccessibleInterface* face =
                QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            if (face && face->text(QAccessible::Name).isEmpty())
                nameless << QStringLiteral("%1 %2 in %3")
                                .arg(widget->metaObject()->className(), widget->objectName(),
                                     root.metaObject()->className());
        }
        return nameless;
    }

  private Q_SLOTS:
    void theFirstStartOffersTheSampleStudy() {
        const Bench bench = this->bench();
        auto* start = bench.part<StartPage>();
        QVERIFY(start->isVisible());
        QVERIFY(!bench.viewer()->isVisible());
        for (const char* action : {"edit.undo", "edit.redo", "read.segmentFrame"})
            QVERIFY2(!bench.action(action)->isEnabled(), action);
        QTest::mouseClick(start->findChild<QPushButton*>("openSample"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->frame() && !bench.busy(), kPatience);
        QVERIFY(!start->isVisible());
        bench.action("file.closeAll")->trigger();
        QTRY_VERIFY(start->isVisible());
        const auto* recent = start->findChild<QPushButton*>("link");
        QVERIFY(recent && recent->toolTip() == StartPage::sampleStudy());
    }

    void theGuideShowsItsPicturesAndIsSearched() {
        const Bench bench = this->bench();
        auto* guide = shown<HelpWindow>(bench, "help.guide");
        auto* page = guide->findChild<QTextBrowser*>();
        QVERIFY(guide->findChild<QListWidget*>()->count() > 8);
        int pictures = 0;
        for (QTextBlock block = page->document()->begin(); block.isValid(); block = block.next())
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QTextImageFormat format = part.fragment().charFormat().toImageFormat();
                if (!format.isValid()) continue;
                const QVariant image =
                    page->document()->resource(QTextDocument::ImageResource, format.name());
                QVERIFY2(!image.value<QImage>().isNull(), qPrintable(format.name()));
                ++pictures;
            }
        QVERIFY(pictures >= 3);
        QTest::keyClicks(guide->findChild<QLineEdit*>(), "eraser");
        QCOMPARE(page->textCursor().selectedText().toLower(), QStringLiteral("eraser"));
    }

    void aboutTellsProtectionAndLicences() {
        const Bench bench = this->bench();
        auto* about = shown<AboutDialog>(bench, "help.about");
        const auto says = [&](const QString& text) {
            for (const auto* label : about->findChildren<QLabel*>())
                if (label->text().contains(text)) return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(says("in a process of its own"), kPatience);
        const QString licences = about->findChild<QPlainTextEdit*>()->toPlainText();
        QVERIFY(licences.contains("Apache License") && licences.contains("LGPL"));
    }

    void preferencesAreRememberedAndSignTheReport() {
        const Bench bench = this->bench();
        openStudy(bench);
        bench.dialogs->file = fromPath(rest_ / "page.html");
        writeText(rest_ / "page.html", "<html><body>OUR HOUSE {{signature}}</body></html>");
        auto* dialog = shown<PreferencesDialog>(bench, "file.preferences");
        const auto edit = [&](const char* name) {
            for (auto* line : dialog->findChildren<QLineEdit*>())
                if (line->accessibleName() == name) return line;
            return static_cast<QLineEdit*>(nullptr);
        };
        QTest::keyClicks(edit("Reader's name"), "Dr Muster");
        for (auto* button : dialog->findChildren<QToolButton*>())
            if (button->accessibleName().startsWith("Report template"))
                QTest::mouseClick(button, Qt::LeftButton);
        dialog->findChild<QCheckBox*>()->setChecked(false);
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->isDefault()) QTest::mouseClick(button, Qt::LeftButton);
        const Preferences kept = rememberedPreferences();
        QCOMPARE(kept.reader, QStringLiteral("Dr Muster"));
        QVERIFY(!kept.second_opinion);
        brushAMassAndPutTheBrushAway(bench);
        bench.dialogs->save_as = fromPath(rest_ / "signed.html");
        bench.action("export.report")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(rest_ / "signed.html"), kPatience);
        const std::string report = readText(rest_ / "signed.html");
        QVERIFY(report.find("OUR HOUSE") != std::string::npos);
        QVERIFY(report.find("Dr Muster") != std::string::npos);
    }

    void twoReadersAreComparedMassByMass() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        const TemporaryFolder other;
        bench.dialogs->save_as = fromPath(other / "still_mask.png");
        bench.action("export.mask")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(other / "still_mask.png"), kPatience);
        bench.action("edit.eraser")->trigger();
        drag(bench, {86, 60}, {100, 60});
        QTRY_VERIFY_WITH_TIMEOUT(firstArea(bench) < 900, kPatience);

        auto* dialog = shown<AgreementDialog>(bench, "read.compare");
        QSignalSpy compared(dialog, &AgreementDialog::compared);
        bench.dialogs->folders = {fromPath(other.path())};
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text().startsWith("Choose")) QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(compared.wait(kPatience));
        QCOMPARE(dialog->agreement().matched, std::size_t{1});
        QVERIFY(dialog->agreement().dice > 0.7 && dialog->agreement().dice < 0.99);
        QCOMPARE(dialog->findChildren<QTableWidget*>()[0]->rowCount(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->findChild<DifferenceView*>()->isEmpty(), kPatience);
        bench.dialogs->save_as = fromPath(other / "agreement.csv");
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text().startsWith("Export")) QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(readText(other / "agreement.csv").find("mass,still.png,0,1,1") !=
                std::string::npos);
    }

    void workThatDoesNotFitIsSaidInTheComparison() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        const TemporaryFolder empty;
        auto* dialog = shown<AgreementDialog>(bench, "read.compare");
        QSignalSpy failed(dialog, &AgreementDialog::failed);
        dialog->compareWith(fromPath(empty.path()));
        QVERIFY(failed.wait(kPatience));
        bool said = false;
        for (const auto* label : dialog->findChildren<QLabel*>())
            said = said || label->text().contains("still_mask.png");
        QVERIFY(said);
    }

    void reviewedStudiesBecomeALearningSet() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        QTest::keyClick(bench.window.get(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Reviewed, kPatience);
        auto* dialog = shown<LearningSetDialog>(bench, "export.learningSet");
        QCOMPARE(dialog->findChild<QListWidget*>()->count(), 1);
        const TemporaryFolder out;
        dialog->setFolder(fromPath(out / "set"));
        QSignalSpy written(dialog, &LearningSetDialog::written);
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->isDefault()) QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(written.wait(kPatience));
        QVERIFY(std::filesystem::exists(out / "set" / "cases.csv"));
        QVERIFY(std::filesystem::exists(out / "set" / "images" / "case_00001.png"));
        QSignalSpy failed(dialog, &LearningSetDialog::failed);
        QTRY_VERIFY(dialog->findChild<QListWidget*>()->isEnabled());
        QTest::qWait(50);
        dialog->start();  // a second time into the same folder
        QVERIFY(failed.wait(kPatience));
    }

    void aLearningSetIsNotExportedTwiceAtTheSameTime() {
        const Bench bench = this->bench();
        openStudy(bench);
        QTest::keyClick(bench.window.get(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Reviewed, kPatience);
        auto* dialog = shown<LearningSetDialog>(bench, "export.learningSet");
        const TemporaryFolder out;
        dialog->setFolder(fromPath(out / "set"));
        QSignalSpy written(dialog, &LearningSetDialog::written);
        QSignalSpy failed(dialog, &LearningSetDialog::failed);
        dialog->start();
        dialog->start();  // before the first has got the work
        for (const auto* button : dialog->findChildren<QPushButton*>())
            if (button->isDefault()) QVERIFY(!button->isEnabled());
        QVERIFY(written.wait(kPatience));
        settle(bench, still());
        QTest::qWait(50);
        QCOMPARE(written.count(), 1);
        QCOMPARE(failed.count(), 0);
    }

    void aTermIsOverruledUndoneAndInTheReport() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        const auto finding = [&] { return bench.viewer()->findings()->lesions[0]; };
        QTRY_VERIFY_WITH_TIMEOUT(finding().description.find("shape"), kPatience);
        const std::string computed = finding().description.find("shape")->value;
        const std::string word = computed == "round" ? "oval" : "round";
        TermRow* row = rowOf(bench, "shape");
        QVERIFY(row->isVisible());
        for (QAction* action : row->findChild<QToolButton*>()->menu()->actions())
            if (action->text() == fromUtf8(word)) action->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(finding().overruled["shape"], word, kPatience);
        QCOMPARE(finding().description.find("shape")->value, computed);
        QTRY_COMPARE(row->findChild<QToolButton*>()->text(), fromUtf8(word));
        bench.dialogs->save_as = fromPath(rest_ / "overruled.html");
        bench.action("export.report")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(rest_ / "overruled.html"), kPatience);
        const std::string report = readText(rest_ / "overruled.html");
        QVERIFY(report.find("<b>" + word + "</b> (computed: " + computed) != std::string::npos);
        bench.action("edit.undo")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(finding().overruled.empty(), kPatience);
        bench.action("edit.redo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(finding().overruled["shape"], word, kPatience);
    }

    void hoveringOrChoosingATermDrawsItsEvidence() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        FrameView* view = bench.viewer()->view();
        const QImage plain = view->grab().toImage();
        for (const descriptors::Category& category : descriptors::vocabulary()) {
            TermRow* row = rowOf(bench, category.name);
            if (!row->isVisible()) continue;
            QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
            QCoreApplication::sendEvent(row, &enter);
            QVERIFY2(view->showsEvidence(), category.name.c_str());
            if (category.name != "calcifications") QVERIFY(view->grab().toImage() != plain);
            QEvent leave(QEvent::Leave);
            QCoreApplication::sendEvent(row, &leave);
            QVERIFY(!view->showsEvidence());
        }
        QTest::mouseClick(rowOf(bench, "margin"), Qt::LeftButton, {}, {5, 5});
        QVERIFY(view->showsEvidence());
        QTest::mouseClick(rowOf(bench, "margin"), Qt::LeftButton, {}, {5, 5});
        QVERIFY(!view->showsEvidence());
    }

    void theSecondOpinionIsSwitchedOff() {
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        const auto shown_opinion = [&] {
            const auto* label = bench.part<MassCard>()->findChild<QLabel*>("opinion");
            return label->isVisible() && label->text().contains("not a diagnosis");
        };
        QVERIFY(shown_opinion());
        auto* dialog = shown<PreferencesDialog>(bench, "file.preferences");
        dialog->findChild<QCheckBox*>()->setChecked(false);
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->isDefault()) QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(!shown_opinion());
    }

    void everythingThatTakesTheFocusHasANameForScreenReaders() {
        const Bench bench = this->bench();
        QStringList nameless = namelessIn(*bench.window);
        openStudy(bench);
        brushAMassAndPutTheBrushAway(bench);
        nameless << namelessIn(*bench.window);
        nameless << namelessIn(*shown<PreferencesDialog>(bench, "file.preferences"));
        bench.part<PreferencesDialog>()->reject();
        nameless << namelessIn(*shown<HelpWindow>(bench, "help.guide"));
        nameless << namelessIn(*shown<AboutDialog>(bench, "help.about"));
        bench.part<AboutDialog>()->reject();
        nameless << namelessIn(*shown<BatchDialog>(bench, "file.batch"));
        nameless << namelessIn(*shown<KeySheet>(bench, "help.keys"));
        nameless << namelessIn(*shown<AgreementDialog>(bench, "read.compare"));
        nameless << namelessIn(*shown<LearningSetDialog>(bench, "export.learningSet"));
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join("\n")));
    }
};

}  // namespace sonomask::test

QTEST_MAIN(sonomask::test::ComfortTest)
#include "comfort_test.moc"
