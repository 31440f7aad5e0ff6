// Measures how soon the window stands and what a frame of a cine costs to draw:
// `ui_start_and_paint` prints the figures as JSON. CPU times of this process, loading of its
// libraries included, so that other work on the machine does not count.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

#include <nlohmann/json.hpp>

#include "phantom/render.h"
#include "phantom/sweep.h"
#include "sample_study.h"
#include "scripted_dialogs.h"
#include "support/temporary_folder.h"
#include "ui/frame_view.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "workflow/segment.h"

namespace {

using namespace sonomask;
using namespace sonomask::ui;

constexpr int kFramesOfCine = 12;
constexpr int kRounds = 25;

double cpuMs() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Handles events until the window has been painted.
nlohmann::json start(const QString& sessions) {
    const double begin = cpuMs();
    MainWindow window({{}, toPath(sessions)}, std::make_unique<test::ScriptedDialogs>());
    window.show();
    QCoreApplication::processEvents();
    window.repaint();
    return {{"before_window_cpu_ms", begin}, {"usable_cpu_ms", cpuMs()}};
}

struct CineFrame {
    Frame frame;
    workflow::FrameFindings findings;
};

std::vector<CineFrame> cine() {
    phantom::Sweep sweep;
    sweep.frames = kFramesOfCine;
    std::vector<CineFrame> frames;
    for (const auto& rendered : phantom::renderSweep(test::sampleScene({800, 600}, 2), sweep))
        frames.push_back({rendered.frame, workflow::findingsOf(
                                              segmentation::lesionsFromMask(rendered.mask_in_frame),
                                              rendered.frame)});
    return frames;
}

/// Everything the window's thread does for one frame: pixels to screen, overlay, text.
nlohmann::json paint(const std::vector<CineFrame>& frames, const QSize& size) {
    FrameView view;
    view.resize(size);
    view.setCorners({QStringLiteral("Phantom, Anna\nPH-0001"), QStringLiteral("Frame 1 of 24"),
                     QStringLiteral("Zoom 100 %")});
    view.show();
    QCoreApplication::processEvents();
    std::vector<double> costs;
    for (int round = 0; round < kRounds; ++round)
        for (const CineFrame& item : frames) {
            const double begin = cpuMs();
            view.setFrame(item.frame);
            view.setOverlay(&item.findings);
            view.setSelectedMass(item.findings.lesions.empty() ? -1 : 0);
            view.repaint();
            costs.push_back(cpuMs() - begin);
        }
    std::sort(costs.begin(), costs.end());
    const auto at = [&](double part) {
        return costs[static_cast<std::size_t>(part * static_cast<double>(costs.size() - 1))];
    };
    return {{"frames", costs.size()}, {"median_ms", at(0.5)}, {"p99_ms", at(0.99)}};
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    const test::TemporaryFolder settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, fromPath(settings.path()));
    applyLanguage(application);
    applyTheme(application, ThemeChoice::Dark);
    nlohmann::json figures = {{"start", start(fromPath(settings / "sessions"))}};
    const auto frames = cine();
    figures["cine_800x600_at_one_to_one"] = paint(frames, {800, 600});
    figures["cine_800x600_at_1200x900"] = paint(frames, {1200, 900});
    std::puts(figures.dump(2).c_str());
}
