#include <QComboBox>
#include <QLineEdit>
#include <QtTest>

#include "base/atomic_file.h"
#include "damaged_files.h"
#include "monkey.h"
#include "ui/findings_panel.h"
#include "ui/text.h"
#include "ui/threshold_editor.h"
#include "ui/work_keeper.h"
#include "window_bench.h"
#include "workflow/session_json.h"

namespace sonomask::test {

using namespace ui;

namespace {

/// What Qt warned of while this lives: mistakes of the program, but for what the machine lacks.
class Warnings {
  public:
    Warnings() : usual_(qInstallMessageHandler(take)) { taken_.clear(); }
    ~Warnings() { qInstallMessageHandler(usual_); }
    Warnings(const Warnings&) = delete;
    Warnings& operator=(const Warnings&) = delete;

    static QString taken() { return taken_.join(QLatin1Char('\n')); }

  private:
    static void take(QtMsgType type, const QMessageLogContext&, const QString& text);

    static inline QStringList taken_;
    QtMessageHandler usual_;
};

void Warnings::take(QtMsgType type, const QMessageLogContext&, const QString& text) {
    static const QStringList kOfTheMachine{QStringLiteral("XDG_RUNTIME_DIR"),
                                           QStringLiteral("This plugin does not support")};
    if (type == QtDebugMsg || type == QtInfoMsg) return;
    for (const QString& known : kOfTheMachine)
        if (text.contains(known)) return;
    taken_ << text;
}

int numberFrom(const char* variable, int otherwise) {
    bool is_number = false;
    const int number = qEnvironmentVariableIntValue(variable, &is_number);
    return is_number ? number : otherwise;
}

}  // namespace

/// Whatever is done to the window, in whatever order, it goes on, shows what belongs to the
/// picture in view, and keeps the work. SONOMASK_MONKEY_SEED, _SEEDS and _STEPS ask for more.
class MonkeyTest final : public WindowBench {
    Q_OBJECT

    /// What does not hold; empty when all does.
    static QString broken(const Bench& bench) {
        const ClipViewer* viewer = bench.viewer();
        if (const auto* findings = viewer->findings()) {
            if (fromPath(findings->origin.file) != viewer->file() ||
                findings->origin.index != viewer->frameIndex())
                return QStringLiteral("outlines of another frame are shown");
            if (const Frame* frame = viewer->frame())
                for (const auto& lesion : findings->lesions)
                    for (const auto& point : lesion.lesion.contour_in_frame)
                        if (point.x < -1 || point.y < -1 || point.x > frame->pixels.cols ||
                            point.y > frame->pixels.rows)
                            return QStringLiteral("an outline leaves its picture");
        }
        const auto masses = viewer->findings() ? viewer->findings()->lesions.size() : 0;
        const int selected = viewer->view()->selectedMass();
        if (selected < -1 || selected >= static_cast<int>(masses))
            return QStringLiteral("a mass is selected that is not there");
        if (!viewer->file().isEmpty() && !bench.studies()->contains(viewer->file()))
            return QStringLiteral("a picture is shown that is not listed");
        const auto& status = bench.part<WorkKeeper>()->status(viewer->file());
        if (!status.undo_name.isEmpty() && !bench.action("edit.undo")->isEnabled())
            return QStringLiteral("a step cannot be undone");
        if (bench.action("edit.redo")->isEnabled() == status.redo_name.isEmpty())
            return QStringLiteral("redo is offered wrongly");
        return {};
    }

    void letAllWorkEnd(const Bench& bench) const {
        for (QWidget* top : QApplication::topLevelWidgets())
            if (top->isVisible() && top != bench.window.get()) top->close();
        bench.action("read.ahead")->setChecked(false);
        bench.part<FindingsPanel>()->tellTexts();
        const auto isAtRest = [&] {
            bench.action("read.cancel")->trigger();
            return !bench.busy();
        };
        // A report collects the work that it is about before it starts as a task.
        for (int time = 0; time < 2; ++time) {
            QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), kPatience);
            for (const QString& file : bench.studies()->files()) {
                bench.part<ThresholdEditor>()->drop(file);  // else kept after a rest of its own
                settle(bench, file);
            }
        }
    }

    void makeInputs() {
        makeFolder(study_ / "other");
        writeStill(study_ / "other" / "second.png", sampleScene({200, 140}, 3));
        writeBytes(study_ / "damaged.dcm", damagedFiles().front().bytes);
        inputs_ = {fromPath(study_.path()),
                   still(),
                   sweep(),
                   fromPath(study_ / "other"),
                   fromPath(study_ / "damaged.dcm"),
                   fromPath(study_ / "missing.png")};
    }

    using Work = std::map<QString, workflow::SessionState>;

    /// Of the files that can be shown, each of which is shown.
    Work workOf(const Bench& bench, const QStringList& files) const {
        Work work;
        auto* panel = bench.part<StudyPanel>();
        panel->findChild<QLineEdit*>()->clear();
        panel->findChild<QComboBox*>()->setCurrentIndex(0);
        for (const QString& file : files) {
            panel->setCurrentFile(file);
            const auto isShown = [&] {
                return bench.viewer()->file() == file &&
                       (bench.viewer()->frame() || bench.viewer()->isUnreadable());
            };
            if (!QTest::qWaitFor(isShown, kPatience))
                QTest::qFail(qPrintable(file + QStringLiteral(" is not shown")), __FILE__,
                             __LINE__);
            settle(bench, file);
            work[file] = bench.part<WorkKeeper>()->status(file).state;
            const auto& kept = work[file].frame(bench.viewer()->frameIndex()).lesions;
            if (bench.viewer()->frame() && massCount(bench) != kept.size())
                QTest::qFail(qPrintable(file + QStringLiteral(" shows other masses than it has")),
                             __FILE__, __LINE__);
        }
        return work;
    }

    /// As a JSON patch; empty where there is none.
    static QString difference(const workflow::SessionState& before,
                              const workflow::SessionState& after) {
        if (before == after) return {};
        const auto asJson = [](const workflow::SessionState& state) {
            return workflow::stateJson(state, [](const workflow::SessionLesion& lesion, int) {
                return workflow::maskRunsJson(lesion.mask);
            });
        };
        return QString::fromStdString(nlohmann::json::diff(asJson(before), asJson(after)).dump());
    }

    void undoAndRedoAll(const Bench& bench, const QString& file) const {
        auto* keeper = bench.part<WorkKeeper>();
        const workflow::SessionState before = keeper->status(file).state;
        int steps = 0;
        for (; !keeper->status(file).undo_name.isEmpty(); ++steps) {
            keeper->undo(file);
            settle(bench, file);
        }
        for (; steps > 0; --steps) {
            QVERIFY(!keeper->status(file).redo_name.isEmpty());
            keeper->redo(file);
            settle(bench, file);
        }
        QCOMPARE(difference(before, keeper->status(file).state), QString());
    }

    void live(unsigned seed, int steps, QStringList& done) {
        const TemporaryFolder kept;
        const TemporaryFolder outputs;
        sessions_ = kept / "sessions";
        Work work;
        {
            const Bench bench = this->bench();
            bench.window->loadModel();
            Monkey monkey(seed, bench.window.get(), bench.dialogs, inputs_, outputs.path());
            for (int step = 0; step < steps; ++step) {
                done << monkey.act();
                QTest::qWait(monkey.pauseMs());
                QCOMPARE(broken(bench), QString());
                QCOMPARE(Warnings::taken(), QString());
            }
            letAllWorkEnd(bench);
            work = workOf(bench, bench.studies()->files());
            for (const auto& [file, state] : work) undoAndRedoAll(bench, file);
            bench.window->close();
            QTRY_VERIFY_WITH_TIMEOUT(!bench.window->isVisible(), kPatience);
        }
        if (work.empty()) return;
        const Bench bench = this->bench();
        const QStringList files = [&] {
            QStringList list;
            for (const auto& [file, state] : work) list << file;
            return list;
        }();
        bench.window->open(files);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.busy(), kPatience);
        for (const auto& [file, state] : workOf(bench, files))
            QCOMPARE(difference(work.at(file), state), QString());
        QCOMPARE(Warnings::taken(), QString());
    }

  private Q_SLOTS:
    void whateverIsDoneTheWindowHolds_data() {
        QTest::addColumn<unsigned>("seed");
        const int first = numberFrom("SONOMASK_MONKEY_SEED", 1);
        const int seeds = numberFrom("SONOMASK_MONKEY_SEEDS", 2);
        for (int seed = first; seed < first + seeds; ++seed)
            QTest::addRow("seed %d", seed) << static_cast<unsigned>(seed);
    }

    void whateverIsDoneTheWindowHolds() {
        QFETCH(unsigned, seed);
        const Warnings warnings;
        if (inputs_.isEmpty()) makeInputs();
        QStringList done;
        live(seed, numberFrom("SONOMASK_MONKEY_STEPS", 120), done);
        if (QTest::currentTestFailed())
            fprintf(stderr, "%s\n", qPrintable(done.join(QLatin1Char('\n'))));
    }

  private:
    QStringList inputs_;
};

}  // namespace sonomask::test

QTEST_MAIN(sonomask::test::MonkeyTest)
#include "monkey_test.moc"
