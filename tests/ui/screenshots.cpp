// Draws the window's main states as PNG files: `ui_screenshots OUTPUT_FOLDER [MODEL]`.
#include <functional>

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

#include "sample_study.h"
#include "scripted_dialogs.h"
#include "support/temporary_folder.h"
#include "ui/about_dialog.h"
#include "ui/batch_dialog.h"
#include "ui/clip_viewer.h"
#include "ui/main_window.h"
#include "ui/study_panel.h"
#include "ui/task_strip.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace {

using namespace sonomask;
using namespace sonomask::ui;

bool waitFor(const std::function<bool()>& ready) {
    return QTest::qWaitFor(ready, 180'000);
}

void save(QWidget& widget, const QString& folder, const char* name) {
    QTest::qWait(400);  // hovers, thumbnails and layouts settle
    widget.grab().save(folder + QLatin1Char('/') + QLatin1String(name) + QStringLiteral(".png"));
}

void writeStudy(const std::filesystem::path& folder) {
    const auto studies = folder / "Breast studies";
    std::filesystem::create_directory(studies);
    const cv::Size size(800, 600);
    test::writeSweep(studies / "sweep-left.dcm", test::sampleScene(size, 2), 24);
    for (std::uint64_t seed = 3; seed < 9; ++seed)
        test::writeStill(studies / ("view-" + std::to_string(seed - 2) + ".png"),
                         test::sampleScene(size, seed));
    test::writeText(studies / "notes.txt", "not a picture");
}

class Tour {
  public:
    Tour(QString out, std::filesystem::path model) : out_(std::move(out)) {
        options_.engine.model = std::move(model);
        writeStudy(folder_.path());
    }

    bool run(QApplication& application) {
        for (const auto& [theme, suffix] :
             {std::pair{ThemeChoice::Dark, "dark"}, std::pair{ThemeChoice::Light, "light"}}) {
            applyTheme(application, theme);
            if (!showWindow(suffix)) return false;
        }
        return true;
    }

  private:
    bool showWindow(const std::string& suffix) {
        const auto shot = [&](QWidget& widget, const std::string& name) {
            save(widget, out_, (name + "-" + suffix).c_str());
        };
        MainWindow window(options_, std::make_unique<test::ScriptedDialogs>());
        window.resize(1440, 880);
        window.show();
        shot(window, "start");
        window.loadModel();
        window.open({fromPath(folder_ / "Breast studies")});
        auto* viewer = window.findChild<ClipViewer*>();
        auto* strip = window.findChild<TaskStrip*>();
        if (!waitFor([&] { return viewer->frame() && !strip->isBusy(); })) return false;
        trigger(window, "read.segmentStudy");
        QTest::qWait(1500);
        shot(window, "segmenting");
        if (!waitFor([&] { return !strip->isBusy(); })) return false;
        viewer->showFrame(viewer->frameCount() / 2);
        QTest::qWait(500);
        trigger(window, "read.nextMass");
        shot(window, "findings");
        shotBatch(window, shot);
        shotAbout(window, shot);
        return true;
    }

    void shotBatch(MainWindow& window,
                   const std::function<void(QWidget&, const std::string&)>& shot) {
        trigger(window, "file.batch");
        auto* batch = window.findChild<BatchDialog*>();
        batch->setFolders(fromPath(folder_ / "Breast studies"), fromPath(folder_ / "results"));
        batch->start();
        QTest::qWait(3000);
        shot(*batch, "batch-running");
        waitFor([&] { return !batch->isRunning(); });
        shot(*batch, "batch-done");
        batch->hide();
    }

    static void shotAbout(MainWindow& window,
                          const std::function<void(QWidget&, const std::string&)>& shot) {
        trigger(window, "help.about");
        auto* about = window.findChild<AboutDialog*>();
        shot(*about, "about");
        about->close();
    }

    static void trigger(const MainWindow& window, const char* id) {
        window.findChild<QAction*>(QLatin1String(id))->trigger();
    }

    QString out_;
    WindowOptions options_;
    test::TemporaryFolder folder_;
};

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc < 2) {
        qCritical("usage: ui_screenshots OUTPUT_FOLDER [MODEL]");
        return 2;
    }
    QStandardPaths::setTestModeEnabled(true);
    const test::TemporaryFolder settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, fromPath(settings.path()));
    Tour tour(QString::fromLocal8Bit(argv[1]), argc > 2 ? argv[2] : "");
    return tour.run(application) ? 0 : 1;
}
