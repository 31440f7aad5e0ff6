#include <QAction>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTableWidget>
#include <QtTest>

#include <opencv2/imgcodecs.hpp>

#include "sample_study.h"
#include "scripted_dialogs.h"
#include "support/random_model.h"
#include "support/temporary_folder.h"
#include "ui/batch_dialog.h"
#include "ui/clip_viewer.h"
#include "ui/findings_panel.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/study_panel.h"
#include "ui/task_strip.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace sonomask::ui {
namespace {

constexpr int kFramesOfSweep = 6;
/// The tests share the machine with others.
constexpr int kPatience = 60'000;

}  // namespace

class WindowTest : public QObject {
    Q_OBJECT

    struct Bench {
        test::ScriptedDialogs* dialogs;
        std::unique_ptr<MainWindow> window;

        template <typename Part>
        Part* part() const {
            return window->findChild<Part*>();
        }
        QAction* action(const char* id) const {
            return window->findChild<QAction*>(QLatin1String(id));
        }
        StudyModel* studies() const { return part<StudyModel>(); }
        ClipViewer* viewer() const { return part<ClipViewer>(); }
        bool busy() const { return part<TaskStrip>()->isBusy(); }
    };

    Bench bench() {
        auto dialogs = std::make_unique<test::ScriptedDialogs>();
        Bench bench{dialogs.get(), nullptr};
        WindowOptions options;
        options.engine.model = model_;
        options.sessions = sessions_;
        bench.window = std::make_unique<MainWindow>(options, std::move(dialogs));
        bench.window->show();
        return bench;
    }

    QString still() const { return fromPath(study_ / "still.png"); }
    QString sweep() const { return fromPath(study_ / "sweep.dcm"); }

    void openStudy(const Bench& bench) const {
        bench.window->open({fromPath(study_.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
    }

    void showClip(const Bench& bench, const QString& file) const {
        bench.part<StudyPanel>()->setCurrentFile(file);
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->file() == file && bench.viewer()->frame(),
                                 kPatience);
    }

    void drag(const Bench& bench, const QPointF& from_in_frame, const QPointF& to_in_frame) const {
        FrameView* view = bench.viewer()->view();
        const auto at = [view](const QPointF& point) {
            return view->transform().widgetFromFrame(point).toPoint();
        };
        QTest::mousePress(view, Qt::LeftButton, {}, at(from_in_frame));
        for (int step = 1; step <= 10; ++step)
            QTest::mouseMove(view, at(from_in_frame + (to_in_frame - from_in_frame) * step / 10));
        QTest::mouseRelease(view, Qt::LeftButton, {}, at(to_in_frame));
    }

    std::size_t massCount(const Bench& bench) const {
        const auto* findings = bench.viewer()->findings();
        return findings ? findings->lesions.size() : 0;
    }

    double firstArea(const Bench& bench) const {
        const auto* findings = bench.viewer()->findings();
        return findings && !findings->lesions.empty() ? findings->lesions[0].geometry.area : 0;
    }

    test::TemporaryFolder study_;
    test::TemporaryFolder rest_;
    std::filesystem::path model_;
    std::filesystem::path sessions_;  ///< empty = work is kept in memory only

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("SonomaskTest");
        QCoreApplication::setApplicationName("window_test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, fromPath(rest_.path()));
        applyTheme(*qApp, ThemeChoice::Dark);
        model_ = rest_ / "random.safetensors";
        network::Architecture small;
        small.backbone = network::Backbone::ResNet18;
        small.aspp_channels = 32;
        small.decoder_channels = 32;
        test::writeSpreadCheckpoint(model_, small);
        test::writeStill(study_ / "still.png", test::sampleScene({160, 120}, 1));
        test::writeSweep(study_ / "sweep.dcm", test::sampleScene({160, 120}, 2), kFramesOfSweep);
        test::writeText(study_ / "notes.txt", "not a picture");
    }

    void init() {
        QSettings().clear();
        sessions_.clear();
    }

    void openingAFolderListsStudiesAndShowsTheFirstPicture() {
        const Bench bench = this->bench();
        bench.dialogs->folders = {fromPath(study_.path())};
        bench.action("file.openFolder")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        QCOMPARE(bench.studies()->files().size(), 2);
        QCOMPARE(bench.viewer()->file(), still());
        // The text file is named with its reason; it has stopped nothing.
        const QModelIndex skipped = bench.studies()->indexOf(fromPath(study_ / "notes.txt"));
        QVERIFY(skipped.data(Qt::ToolTipRole).toString().contains("is not an image"));
    }

    void droppedFilesAreOpenedAndRemembered() {
        const Bench bench = this->bench();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(sweep())});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(bench.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(bench.window.get(), &drop);
        QTRY_VERIFY2_WITH_TIMEOUT(bench.viewer()->frame(),
                                  qPrintable(bench.part<MessageBar>()->text()), kPatience);
        QCOMPARE(bench.viewer()->frameCount(), kFramesOfSweep);
        QCOMPARE(QSettings().value("recent/studies").toStringList(), QStringList{sweep()});
    }

    void thumbnailsArriveInTheBackground() {
        const Bench bench = this->bench();
        openStudy(bench);
        const auto thumbnail = [&] {
            return bench.studies()->indexOf(sweep()).data(Qt::DecorationRole).value<QImage>();
        };
        QTRY_VERIFY_WITH_TIMEOUT(!thumbnail().isNull(), kPatience);
        QVERIFY(thumbnail().width() <= 144);
    }

    void segmentingAFrameFillsTheFindings() {
        const Bench bench = this->bench();
        openStudy(bench);
        QVERIFY(!bench.viewer()->findings());
        QTest::keyClick(bench.window.get(), Qt::Key_S);
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->findings(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Segmented, kPatience);
        const auto* findings = bench.viewer()->findings();
        QCOMPARE(bench.part<FindingsPanel>()->massCount(),
                 static_cast<int>(findings->lesions.size()));
        QCOMPARE(findings->frame_size, cv::Size(160, 120));
    }

    void segmentingAStudyDoesEveryFrame() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        bench.action("read.segmentStudy")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.part<FindingsStore>()->ofClip(sweep()).size(),
                                  static_cast<std::size_t>(kFramesOfSweep), kPatience);
        QVERIFY(!bench.part<FindingsStore>()->has(still()));  // another study
    }

    void openingToSegmentDoesEveryStudyUnasked() {
        const Bench bench = this->bench();
        bench.window->openAndSegment({fromPath(study_.path())});
        QTRY_COMPARE_WITH_TIMEOUT(bench.part<FindingsStore>()->ofClip(sweep()).size(),
                                  static_cast<std::size_t>(kFramesOfSweep), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(bench.part<FindingsStore>()->has(still()), kPatience);
    }

    void aFileDeletedMeanwhileFailsAloneAndTheRestGoesOn() {
        test::TemporaryFolder folder;
        test::writeStill(folder / "a.png", test::sampleScene({80, 60}, 3));
        test::writeStill(folder / "b.png", test::sampleScene({80, 60}, 4));
        const Bench bench = this->bench();
        bench.window->open({fromPath(folder.path())});
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
        std::filesystem::remove(folder / "a.png");
        bench.action("read.segmentStudy")->trigger();
        const QString lost = fromPath(folder / "a.png");
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(fromPath(folder / "b.png")),
                                  ClipState::Segmented, kPatience);
        QCOMPARE(bench.studies()->state(lost), ClipState::Failed);
        QVERIFY(bench.part<MessageBar>()->text().contains("a.png"));
        QVERIFY(!bench.studies()->indexOf(lost).data(Qt::ToolTipRole).toString().isEmpty());
    }

    void cancellingStopsTheStudy() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        bench.action("read.segmentStudy")->trigger();
        QVERIFY(bench.busy());
        QTest::keyClick(bench.window.get(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        QVERIFY(bench.part<FindingsStore>()->ofClip(sweep()).size() <
                static_cast<std::size_t>(kFramesOfSweep));
        QCOMPARE(bench.part<MessageBar>()->messageCount(), 0);  // not a failure
    }

    void aMissingModelIsSaidOnceAndTheWindowLives() {
        auto dialogs = std::make_unique<test::ScriptedDialogs>();
        WindowOptions options;
        options.engine.model = rest_ / "missing.safetensors";
        MainWindow window(options, std::move(dialogs));
        window.loadModel();
        auto* messages = window.findChild<MessageBar*>();
        QTRY_COMPARE_WITH_TIMEOUT(messages->messageCount(), 1, kPatience);
        QVERIFY(messages->text().contains("missing.safetensors"));
    }

    void exportsAreWrittenWholeAtTheFramesSize() {
        const Bench bench = this->bench();
        openStudy(bench);
        bench.action("read.segmentFrame")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->findings(), kPatience);
        const test::TemporaryFolder out;
        const auto run = [&](const char* id, const char* name) {
            bench.dialogs->save_as = fromPath(out / name);
            bench.action(id)->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
            QVERIFY(std::filesystem::exists(out / name));
        };
        run("export.mask", "mask.png");
        QVERIFY(bench.dialogs->suggested.endsWith("still_mask.png"));
        run("export.overlay", "overlay.png");
        run("export.csv", "m.csv");
        run("export.json", "f.json");
        QCOMPARE(cv::imread(out / "mask.png", cv::IMREAD_UNCHANGED).size(), cv::Size(160, 120));
        QCOMPARE(cv::imread(out / "overlay.png", cv::IMREAD_UNCHANGED).channels(), 3);
        QVERIFY(test::readText(out / "f.json").find("still.png") != std::string::npos);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Exported, kPatience);
    }

    void aReportIsWrittenWithAndWithoutTheName() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        bench.action("edit.brush")->trigger();
        drag(bench, {40, 60}, {90, 60});
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
        const test::TemporaryFolder out;
        const auto write = [&](const char* name) {
            bench.dialogs->save_as = fromPath(out / name);
            bench.action("export.report")->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(out / name), kPatience);
        };
        write("named.html");
        for (auto* action : bench.window->findChildren<QAction*>())
            if (action->text().contains("ame the patient")) action->setChecked(false);
        write("nameless.html");
        write("report.pdf");
        QVERIFY(test::readText(out / "named.html").find("Phantom") != std::string::npos);
        QVERIFY(test::readText(out / "nameless.html").find("Phantom") == std::string::npos);
        QVERIFY(test::readText(out / "report.pdf").starts_with("%PDF"));
    }

    void anExportThatCannotBeWrittenIsSaid() {
        const Bench bench = this->bench();
        openStudy(bench);
        bench.action("read.segmentFrame")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->findings(), kPatience);
        bench.dialogs->save_as = fromPath(rest_ / "no such folder" / "mask.png");
        bench.action("export.mask")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.part<MessageBar>()->messageCount(), 1, kPatience);
        QVERIFY(bench.part<MessageBar>()->text().contains("mask.png"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Segmented, kPatience);
    }

    void theBatchDoesTheFolderAndNamesWhatFailed() {
        const Bench bench = this->bench();
        bench.action("file.batch")->trigger();
        auto* batch = bench.part<BatchDialog>();
        QVERIFY(batch && batch->isVisible());
        const test::TemporaryFolder out;
        batch->setFolders(fromPath(study_.path()), fromPath(out.path()));
        workflow::BatchSummary summary;
        connect(batch, &BatchDialog::finished, this,
                [&](const workflow::BatchSummary& told) { summary = told; });
        batch->start();
        QVERIFY(batch->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kPatience);
        QCOMPARE(summary.files_done, std::size_t{2});
        QCOMPARE(summary.failed.size(), std::size_t{1});
        const auto* failures = batch->findChild<QTableWidget*>();
        QCOMPARE(failures->rowCount(), 1);
        QCOMPARE(failures->item(0, 0)->text(), QStringLiteral("notes.txt"));
        QVERIFY(std::filesystem::exists(out / "still_mask.png"));
        QVERIFY(std::filesystem::exists(out / "findings.json"));

        batch->setResume(true);
        batch->start();
        QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kPatience);
        QCOMPARE(summary.files_resumed, std::size_t{2});
    }

    void aCancelledBatchSaysSoAndOffersToResume() {
        const Bench bench = this->bench();
        bench.action("file.batch")->trigger();
        auto* batch = bench.part<BatchDialog>();
        const test::TemporaryFolder out;
        batch->setFolders(fromPath(study_.path()), fromPath(out.path()));
        batch->start();
        batch->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!batch->isRunning(), kPatience);
        bool said = false;
        for (const auto* label : batch->findChildren<QLabel*>())
            said = said || label->text().contains("Cancelled");
        QVERIFY(said);
    }

    void aBatchIntoItsOwnFolderIsRefused() {
        const Bench bench = this->bench();
        bench.action("file.batch")->trigger();
        auto* batch = bench.part<BatchDialog>();
        batch->setFolders(fromPath(study_.path()), fromPath(study_.path()));
        for (const auto* button : batch->findChildren<QPushButton*>())
            if (button->isDefault()) QVERIFY(!button->isEnabled());
    }

    void framesArePlayedSteppedAndReviewed() {
        const Bench bench = this->bench();
        openStudy(bench);
        showClip(bench, sweep());
        bench.action("read.nextFrame")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.viewer()->frameIndex(), 1, kPatience);
        bench.action("read.play")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->frameIndex() > 2, kPatience);
        bench.action("read.play")->trigger();
        QTest::keyClick(bench.window.get(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(sweep()), ClipState::Reviewed, kPatience);
    }

    void aBrushStrokeIsAMassAndOneUndoStep() {
        const Bench bench = this->bench();
        openStudy(bench);
        bench.action("edit.brush")->trigger();
        drag(bench, {40, 60}, {90, 60});
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
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
        bench.action("edit.brush")->trigger();
        drag(bench, {40, 60}, {110, 60});
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
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
            bench.action("edit.brush")->trigger();
            drag(bench, {40, 60}, {90, 60});
            QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
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
        bench.action("edit.brush")->trigger();
        drag(bench, {40, 60}, {90, 60});
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
        const double area = firstArea(bench);
        bench.action("read.segmentFrame")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(
            bench.action("edit.undo")->text().contains("segment") || !bench.busy(), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(firstArea(bench), area, kPatience);
    }

    void theGreyWindowFollowsTheRightButtonAndResets() {
        const Bench bench = this->bench();
        openStudy(bench);
        FrameView* view = bench.viewer()->view();
        QTest::mousePress(view, Qt::RightButton, {}, {100, 100});
        QTest::mouseMove(view, {160, 120});
        QTest::mouseRelease(view, Qt::RightButton, {}, {160, 120});
        QVERIFY(!view->greyWindow().isIdentity());
        bench.action("view.resetWindow")->trigger();
        QVERIFY(view->greyWindow().isIdentity());
    }

    void theNoticeIsAlwaysInView() {
        const Bench bench = this->bench();
        bool seen = false;
        for (const auto* label : bench.window->findChildren<QLabel*>())
            seen = seen || (label->isVisible() && label->text() == "Not for diagnostic use");
        QVERIFY(seen);
    }

    void everyActionHasATextAndNoKeyIsTakenTwice() {
        const Bench bench = this->bench();
        QStringList keys;
        for (const auto* action : bench.window->findChildren<QAction*>()) {
            if (!action->objectName().contains('.')) continue;  // Qt's own
            QVERIFY(!action->text().isEmpty());
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys << key.toString();
            }
        }
        QVERIFY(keys.size() > 20);
    }
};

}  // namespace sonomask::ui

QTEST_MAIN(sonomask::ui::WindowTest)
#include "window_test.moc"
