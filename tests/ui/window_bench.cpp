#include "window_bench.h"

#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

#include "support/random_model.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/work_keeper.h"

namespace sonomask::test {

using namespace ui;

WindowBench::Bench WindowBench::bench() const {
    auto dialogs = std::make_unique<ScriptedDialogs>();
    Bench bench{dialogs.get(), nullptr};
    WindowOptions options;
    options.engine.model = model_;
    options.sessions = sessions_;
    bench.window = std::make_unique<MainWindow>(options, std::move(dialogs));
    bench.window->resize(1410, 860);  // on whatever screen the tests have
    bench.window->show();
    return bench;
}

QString WindowBench::still() const {
    return fromPath(study_ / "still.png");
}

QString WindowBench::sweep() const {
    return fromPath(study_ / "sweep.dcm");
}

void WindowBench::openStudy(const Bench& bench) const {
    bench.window->open({fromPath(study_.path())});
    QTRY_VERIFY_WITH_TIMEOUT(!bench.busy() && bench.viewer()->frame(), kPatience);
}

void WindowBench::showClip(const Bench& bench, const QString& file) const {
    bench.part<StudyPanel>()->setCurrentFile(file);
    QTRY_VERIFY_WITH_TIMEOUT(bench.viewer()->file() == file && bench.viewer()->frame(), kPatience);
}

void WindowBench::drag(const Bench& bench, const QPointF& from_in_frame,
                       const QPointF& to_in_frame) const {
    FrameView* view = bench.viewer()->view();
    const auto at = [view](const QPointF& point) {
        return view->transform().widgetFromFrame(point).toPoint();
    };
    QTest::mousePress(view, Qt::LeftButton, {}, at(from_in_frame));
    for (int step = 1; step <= 10; ++step)
        QTest::mouseMove(view, at(from_in_frame + (to_in_frame - from_in_frame) * step / 10));
    QTest::mouseRelease(view, Qt::LeftButton, {}, at(to_in_frame));
}

void WindowBench::brushAMass(const Bench& bench, const QPointF& to_in_frame) const {
    bench.action("edit.brush")->trigger();
    drag(bench, {40, 60}, to_in_frame);
    QTRY_COMPARE_WITH_TIMEOUT(massCount(bench), std::size_t{1}, kPatience);
}

void WindowBench::brushAMassAndPutTheBrushAway(const Bench& bench) const {
    brushAMass(bench);
    bench.action("edit.brush")->trigger();
}

void WindowBench::click(const Bench& bench, const QPointF& point_in_frame) const {
    FrameView* view = bench.viewer()->view();
    QTest::mouseClick(view, Qt::LeftButton, {},
                      view->transform().widgetFromFrame(point_in_frame).toPoint());
}

void WindowBench::settle(const Bench& bench, const QString& file) const {
    auto* keeper = bench.part<WorkKeeper>();
    const auto told = std::make_shared<bool>(false);
    // Its thread comes to this after all that was asked before, and what it tells is in order.
    keeper->apply(file, [keeper, told](const workflow::SessionState&) {
        QMetaObject::invokeMethod(
            keeper, [told] { *told = true; }, Qt::QueuedConnection);
        return workflow::Edit{};
    });
    QTRY_VERIFY_WITH_TIMEOUT(*told, kPatience);
}

std::size_t WindowBench::massCount(const Bench& bench) const {
    const auto* findings = bench.viewer()->findings();
    return findings ? findings->lesions.size() : 0;
}

double WindowBench::firstArea(const Bench& bench) const {
    const auto* findings = bench.viewer()->findings();
    return findings && !findings->lesions.empty() ? findings->lesions[0].geometry.area : 0;
}

void WindowBench::initTestCase() {
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
    writeSpreadCheckpoint(model_, small);
    writeStill(study_ / "still.png", sampleScene({160, 120}, 1));
    writeSweep(study_ / "sweep.dcm", sampleScene({160, 120}, 2), kFramesOfSweep);
    writeText(study_ / "notes.txt", "not a picture");
}

void WindowBench::init() {
    QSettings().clear();
    QSettings().setValue(QStringLiteral("read/ahead"), false);  // unless the test is about it
    sessions_.clear();
}

}  // namespace sonomask::test
