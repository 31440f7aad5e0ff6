// Measures how fluent the window stays: `ui_responsiveness FOLDER [MODEL]` opens the folder, runs a
// batch over it beside the window, cancels it, and prints the figures as JSON.
#include <algorithm>
#include <cstdio>
#include <vector>

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTest>

#include <nlohmann/json.hpp>

#include "scripted_dialogs.h"
#include "support/temporary_folder.h"
#include "ui/batch_dialog.h"
#include "ui/clip_viewer.h"
#include "ui/main_window.h"
#include "ui/study_model.h"
#include "ui/task_strip.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "workflow/file_list.h"

namespace {

using namespace sonomask;
using namespace sonomask::ui;

/// Times each event that the window's thread handles: while one is handled, nothing is answered.
class TimedApplication final : public QApplication {
  public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (depth_ > 0) return QApplication::notify(receiver, event);
        ++depth_;
        QElapsedTimer clock;
        clock.start();
        const bool handled = QApplication::notify(receiver, event);
        turns_ms_.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        --depth_;
        return handled;
    }

    nlohmann::json take() {
        std::sort(turns_ms_.begin(), turns_ms_.end());
        const auto at = [this](double part) {
            return turns_ms_.empty() ? 0
                                     : turns_ms_[static_cast<std::size_t>(
                                           part * static_cast<double>(turns_ms_.size() - 1))];
        };
        nlohmann::json figures = {{"turns", turns_ms_.size()},
                                  {"median_ms", at(0.5)},
                                  {"p99_ms", at(0.99)},
                                  {"longest_ms", at(1)}};
        turns_ms_.clear();
        return figures;
    }

  private:
    int depth_ = 0;
    std::vector<double> turns_ms_;
};

bool waitFor(const std::function<bool()>& ready, int patience_ms = 300'000) {
    QElapsedTimer clock;
    clock.start();
    while (!ready() && clock.elapsed() < patience_ms)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
    return ready();
}

nlohmann::json measure(TimedApplication& turns, MainWindow& window, const QString& folder) {
    auto* viewer = window.findChild<ClipViewer*>();
    auto* strip = window.findChild<TaskStrip*>();
    QElapsedTimer clock;
    clock.start();
    workflow::listFiles({toPath(folder)});
    const auto listing_ms = clock.restart();
    window.open({folder});
    waitFor([&] { return viewer->frame() != nullptr; });
    nlohmann::json figures = {{"listing_ms", listing_ms},
                              {"first_picture_after_listing_ms", clock.elapsed() - listing_ms}};
    waitFor([&] { return !strip->isBusy(); });
    figures["folder_listed_ms"] = clock.elapsed();
    figures["files"] = window.findChild<StudyModel*>()->files().size();
    figures["opening"] = turns.take();

    const test::TemporaryFolder results;
    window.findChild<QAction*>(QStringLiteral("file.batch"))->trigger();
    auto* batch = window.findChild<BatchDialog*>();
    batch->setFolders(folder, fromPath(results.path()));
    batch->start();
    clock.start();
    waitFor([&] { return !batch->isRunning() || clock.elapsed() > 20'000; });
    figures["batch"] = turns.take();
    clock.start();
    batch->cancel();
    waitFor([&] { return !batch->isRunning(); });
    figures["cancel_ms"] = clock.elapsed();
    return figures;
}

}  // namespace

int main(int argc, char** argv) {
    TimedApplication application(argc, argv);
    if (argc < 2) {
        std::fputs("usage: ui_responsiveness FOLDER [MODEL]\n", stderr);
        return 2;
    }
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(application, ThemeChoice::Dark);
    WindowOptions options;
    if (argc > 2) options.engine.model = argv[2];
    MainWindow window(options, std::make_unique<test::ScriptedDialogs>());
    window.show();
    window.loadModel();
    std::printf("%s\n",
                measure(application, window, QString::fromLocal8Bit(argv[1])).dump(2).c_str());
    return 0;
}
