// Nothing is lost: any work is undone and redone to the pixel, and outlives the program's death.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include <QProcess>
#include <QSignalSpy>
#include <QtTest>

#include "dicom/write.h"
#include "ui/corrections.h"
#include "ui/text.h"
#include "ui/work_keeper.h"
#include "window_bench.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {

using test::kPatience;

namespace {

constexpr const char* kWorkerSwitch = "--work-until-killed";
constexpr int kStepsOfWorker = 200;

QPoint gridPlace(int step) {
    return {8 + step * 8 % 144, 8 + step * 8 / 144 * 8};
}

}  // namespace

class SurvivalTest : public test::WindowBench {
    Q_OBJECT

    const WorkKeeper::Status& status(const Bench& bench) const {
        return bench.part<WorkKeeper>()->status(still());
    }

    void act(const Bench& bench, const char* id) const { bench.action(id)->trigger(); }

    void choose(const Bench& bench, const char* id) const {
        if (!bench.action(id)->isChecked()) act(bench, id);
    }

    QPointF anywhere(std::mt19937& random) const {
        return {10.0 + static_cast<double>(random() % 140),
                10.0 + static_cast<double>(random() % 100)};
    }

    void randomStep(const Bench& bench, std::mt19937& random) const {
        switch (random() % 9) {
            case 0:
            case 1:
                choose(bench, "edit.brush");
                return drag(bench, anywhere(random), anywhere(random));
            case 2:
                choose(bench, "edit.eraser");
                return drag(bench, anywhere(random), anywhere(random));
            case 3:
                choose(bench, "edit.outline");
                return drag(bench, anywhere(random), anywhere(random));
            case 4:
                choose(bench, "edit.line");
                return drag(bench, anywhere(random), anywhere(random));
            case 5:
                act(bench, "read.nextMass");
                choose(bench, "edit.contour");
                return drag(bench, anywhere(random), anywhere(random));
            case 6:
                act(bench, "read.nextMass");
                return act(bench, random() % 2 ? "edit.delete" : "edit.fill");
            case 7:
                return act(bench, "read.mark");
            default:
                return act(bench, random() % 3 ? "edit.undo" : "edit.redo");
        }
    }

  private Q_SLOTS:
    void anySequenceOfToolsIsUndoneAndRedoneExactly() {
        for (const unsigned seed : {1U, 2U, 3U}) {
            const Bench bench = this->bench();
            openStudy(bench);
            settle(bench, still());
            const workflow::SessionState start = status(bench).state;
            std::mt19937 random(seed);
            for (int step = 0; step < 30; ++step) {
                randomStep(bench, random);
                settle(bench, still());
            }
            const auto all = [&](const char* id, const QString WorkKeeper::Status::*name) {
                int steps = 0;
                while (!(status(bench).*name).isEmpty()) {
                    act(bench, id);
                    settle(bench, still());
                    ++steps;
                }
                return steps;
            };
            all("edit.redo", &WorkKeeper::Status::redo_name);
            const workflow::SessionState end = status(bench).state;
            QVERIFY(!(end == start));
            const int undone = all("edit.undo", &WorkKeeper::Status::undo_name);
            QVERIFY2(undone > 5, qPrintable(QString::number(undone)));
            QVERIFY2(status(bench).state == start, qPrintable(QString::number(seed)));
            QCOMPARE(massCount(bench), std::size_t{0});
            QCOMPARE(all("edit.redo", &WorkKeeper::Status::redo_name), undone);
            QVERIFY2(status(bench).state == end, qPrintable(QString::number(seed)));
            QCOMPARE(massCount(bench), end.frame(0).lesions.size());
        }
    }

    void withoutAHomeTheWindowOpensAndSaysThatWorkIsNotKept() {
        const QByteArray home = qgetenv("HOME"), data = qgetenv("XDG_DATA_HOME");
        qunsetenv("HOME");
        qunsetenv("XDG_DATA_HOME");
        WindowOptions options = userOptions();
        if (!home.isNull()) qputenv("HOME", home);
        if (!data.isNull()) qputenv("XDG_DATA_HOME", data);
        QVERIFY(options.sessions.empty());
        options.engine.model = model_;
        const MainWindow window(options, std::make_unique<test::ScriptedDialogs>());
        const QString said = window.findChild<MessageBar*>()->text();
        QVERIFY2(said.contains("Work is lost when the window closes") && said.contains("HOME"),
                 qPrintable(said));
    }

    void whatTheDiskRefusesOutlivesCloseAllAndIsAskedAboutAtTheEnd() {
        const test::TemporaryFolder folder;
        test::writeText(folder / "no folder", "");
        sessions_ = folder / "no folder";
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMass(bench);
        const double area = firstArea(bench);
        act(bench, "file.closeAll");
        openStudy(bench);
        QTRY_COMPARE_WITH_TIMEOUT(firstArea(bench), area, kPatience);

        const auto closes = [&](bool agrees) {
            bench.dialogs->answer = agrees;
            bench.dialogs->asked.clear();
            bench.window->close();
            return QTest::qWaitFor([&] { return !bench.dialogs->asked.isEmpty(); }, kPatience) &&
                   !bench.window->isVisible();
        };
        QVERIFY(!closes(false));
        QVERIFY2(bench.dialogs->asked.contains("could not be written"),
                 qPrintable(bench.dialogs->asked));
        QCOMPARE(firstArea(bench), area);
        QVERIFY(closes(true));
    }

    void whatTheDiskTakesLateIsNotAskedAbout() {
        const test::TemporaryFolder folder;
        sessions_ = folder / "sessions";
        test::writeText(sessions_, "");
        {
            const Bench bench = this->bench();
            openStudy(bench);
            brushAMass(bench);
            std::filesystem::remove(sessions_);
            bench.dialogs->answer = false;
            bench.window->close();
            QTRY_VERIFY_WITH_TIMEOUT(!bench.window->isVisible(), kPatience);
        }
        const Bench bench = this->bench();
        openStudy(bench);
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
    }

    void undoReachesNoStudyThatWasClosed() {
        const test::TemporaryFolder folder;
        sessions_ = folder / "sessions";
        const Bench bench = this->bench();
        openStudy(bench);
        brushAMass(bench);
        act(bench, "read.review");
        act(bench, "file.closeAll");
        act(bench, "edit.undo");
        openStudy(bench);
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.studies()->state(still()), ClipState::Reviewed, kPatience);
    }

    void copiesOfAPictureShareTheirWorkAndOthersOfItsUidDoNot() {
        const test::TemporaryFolder folder;
        for (const auto& [name, grey] :
             {std::pair("one.dcm", 60), {"copy.dcm", 60}, {"other.dcm", 90}}) {
            dicom::WriteRequest request;
            request.frames = {cv::Mat(48, 64, CV_8UC1, cv::Scalar(grey))};
            request.info.sop_instance_uid = "2.25.5";
            dicom::writeUltrasound(request, folder / name);
        }
        WorkKeeper keeper(folder / "sessions");
        QSignalSpy warned(&keeper, &WorkKeeper::otherPicture);
        QSignalSpy failed(&keeper, &WorkKeeper::failed);
        const auto named = [&](const char* name) { return fromPath(folder / name); };
        const auto isReviewed = [&](const char* name) {
            return keeper.status(named(name)).state.study.stage == workflow::ReadingStage::Reviewed;
        };
        const auto review = [&](const char* name) {
            keeper.apply(named(name), [](const workflow::SessionState& state) {
                return workflow::edits::setReviewed(state, true);
            });
        };
        keeper.open(named("one.dcm"));
        keeper.open(named("other.dcm"));
        review("copy.dcm");
        QTRY_VERIFY_WITH_TIMEOUT(isReviewed("copy.dcm") && isReviewed("one.dcm"), kPatience);
        QVERIFY(!isReviewed("other.dcm"));
        review("other.dcm");
        QTRY_VERIFY_WITH_TIMEOUT(isReviewed("other.dcm"), kPatience);
        QCOMPARE(failed.size(), 0);
        QCOMPARE(warned.size(), 1);
        QCOMPARE(warned[0][1].toString(), named("one.dcm"));
    }

    /// Another process works in a real window until it is killed.
    void aKilledWindowLosesAtMostTheActionInProgress() {
        const test::TemporaryFolder sessions;
        QProcess worker;
        worker.start(
            QCoreApplication::applicationFilePath(),
            {QLatin1String(kWorkerSwitch), fromPath(sessions.path()), still(), fromPath(model_)});
        QVERIFY(worker.waitForStarted(kPatience));
        QByteArray told;
        while (told.count('d') < 7 && worker.waitForReadyRead(kPatience))
            told += worker.readAllStandardOutput();
        ::kill(static_cast<pid_t>(worker.processId()), SIGKILL);
        QVERIFY(worker.waitForFinished(kPatience));
        told += worker.readAllStandardOutput();
        QCOMPARE(worker.exitStatus(), QProcess::CrashExit);
        const auto begun = static_cast<std::size_t>(told.count('b'));
        const auto done = static_cast<std::size_t>(told.count('d'));
        QVERIFY(done >= 7);

        sessions_ = sessions.path();
        const Bench bench = this->bench();
        openStudy(bench);
        QTRY_VERIFY_WITH_TIMEOUT(massCount(bench) >= done, kPatience);
        QVERIFY(massCount(bench) <= begun);
        QVERIFY(bench.part<MessageBar>()->text().contains("restored"));
        QVERIFY(bench.action("edit.discard")->isEnabled());
        const std::size_t restored = massCount(bench);
        bench.action("edit.discard")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{0}, kPatience);
        QVERIFY(!bench.action("edit.discard")->isEnabled());
        bench.action("edit.undo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), restored, kPatience);
    }
};

/// Paints dot after dot in a real window; writes 'b' when it begins one and 'd' when it is done.
int workUntilKilled(const QStringList& arguments) {
    QStandardPaths::setTestModeEnabled(true);
    WindowOptions options;
    options.sessions = toPath(arguments[0]);
    options.engine.model = toPath(arguments[2]);
    MainWindow window(options, std::make_unique<test::ScriptedDialogs>());
    window.show();
    window.open({arguments[1]});
    auto* viewer = window.findChild<ClipViewer*>();
    if (!QTest::qWaitFor([&] { return viewer->frame() != nullptr; }, kPatience)) return 1;
    window.findChild<QAction*>(QStringLiteral("edit.brush"))->trigger();
    for (int i = 0; i < 10; ++i)
        window.findChild<QAction*>(QStringLiteral("edit.smaller"))->trigger();
    for (int step = 0; step < kStepsOfWorker; ++step) {
        if (::write(STDOUT_FILENO, "b", 1) != 1) return 1;
        const QPointF place = gridPlace(step);
        QTest::mouseClick(viewer->view(), Qt::LeftButton, {},
                          viewer->view()->transform().widgetFromFrame(place).toPoint());
        const auto painted = [&] {
            const auto* findings = viewer->findings();
            return findings && findings->lesions.size() > static_cast<std::size_t>(step);
        };
        if (!QTest::qWaitFor(painted, kPatience) || ::write(STDOUT_FILENO, "d", 1) != 1) return 1;
    }
    return 0;
}

}  // namespace sonomask::ui

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String(sonomask::ui::kWorkerSwitch))
        return sonomask::ui::workUntilKilled(arguments.mid(2));
    sonomask::ui::SurvivalTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "survival_test.moc"
