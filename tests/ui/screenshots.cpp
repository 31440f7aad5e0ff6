// Draws the window's main states as PNG files: `ui_screenshots OUTPUT_FOLDER STUDY_FOLDER [MODEL]`.
#include <functional>

#include <QAction>
#include <QApplication>
#include <QCursor>
#include <QElapsedTimer>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

#include "comfort_tour.h"
#include "scripted_dialogs.h"
#include "support/temporary_folder.h"
#include "ui/about_dialog.h"
#include "ui/batch_dialog.h"
#include "ui/clip_viewer.h"
#include "ui/key_sheet.h"
#include "ui/language.h"
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

/// The sample study, and a file that cannot be opened.
std::filesystem::path copyStudy(const std::filesystem::path& sample,
                                const std::filesystem::path& folder) {
    const auto study = folder / "Breast studies";
    std::filesystem::copy(sample, study, std::filesystem::copy_options::recursive);
    test::writeText(study / "notes.txt", "not a picture");
    return study;
}

/// The exact masks of the sweep, as another reader's.
std::filesystem::path copyMasks(const std::filesystem::path& sample,
                                const std::filesystem::path& folder) {
    const auto masks = folder / "Dr Other";
    std::filesystem::create_directories(masks);
    for (const auto& entry :
         std::filesystem::directory_iterator(sample.parent_path() / "masks" / "sweep")) {
        const int number = std::stoi(entry.path().stem().string().substr(6));
        const QString name =
            QStringLiteral("sweep_f%1_mask.png").arg(number - 1, 4, 10, QLatin1Char('0'));
        std::filesystem::copy_file(entry.path(), masks / name.toStdString());
    }
    return masks;
}

class Tour {
  public:
    Tour(QString out, const std::filesystem::path& sample, std::filesystem::path model)
        : out_(std::move(out)),
          study_(copyStudy(sample, folder_.path())),
          masks_(copyMasks(sample, folder_.path())) {
        options_.engine.model = std::move(model);
    }

    /// Every state in both themes and both languages: "findings-dark.png", "findings-dark-zh.png".
    bool run(QApplication& application) {
        for (const auto& [language, ending] : {std::pair{"en", ""}, std::pair{"zh_CN", "-zh"}}) {
            rememberLanguage(QLatin1String(language));
            applyLanguage(application);
            for (const auto& [theme, suffix] :
                 {std::pair{ThemeChoice::Dark, "dark"}, std::pair{ThemeChoice::Light, "light"}}) {
                applyTheme(application, theme);
                if (!showWindow(std::string(suffix) + ending)) return false;
            }
        }
        return true;
    }

  private:
    bool showWindow(const std::string& suffix) {
        const auto shot = [&](QWidget& widget, const std::string& name) {
            save(widget, out_, (name + "-" + suffix).c_str());
        };
        QCursor::setPos(0, 0);  // nothing is hovered over
        MainWindow window(options_, std::make_unique<test::ScriptedDialogs>());
        window.resize(1440, 880);
        window.show();
        shot(window, "start");
        window.loadModel();
        window.open({fromPath(study_)});
        auto* viewer = window.findChild<ClipViewer*>();
        auto* strip = window.findChild<TaskStrip*>();
        if (!waitFor([&] { return viewer->frame() && !strip->isBusy(); })) return false;
        const auto sweep = fromPath(study_ / "sweep.dcm");
        window.findChild<StudyPanel*>()->setCurrentFile(sweep);
        if (!waitFor([&] { return viewer->frame() && viewer->file() == sweep; })) return false;
        trigger(window, "read.segmentStudy");
        auto* findings = window.findChild<FindingsStore*>();
        waitFor([&] { return findings->ofClip(sweep).size() > 5; });
        viewer->showFrame(4);
        shot(window, "segmenting");
        if (!waitFor([&] { return !strip->isBusy(); })) return false;
        viewer->showFrame(viewer->frameCount() / 2);
        QTest::qWait(500);
        trigger(window, "read.nextMass");
        shot(window, "findings");
        shotCorrection(window, shot);
        shotReshaping(window, shot);
        shotBatch(window, shot);
        shotAbout(window, shot);
        test::tourComfort(window, masks_, shot);
        return true;
    }

    void shotCorrection(MainWindow& window,
                        const std::function<void(QWidget&, const std::string&)>& shot) {
        trigger(window, "edit.brush");
        FrameView* view = window.findChild<ClipViewer*>()->view();
        const QPoint middle = view->rect().center();
        QTest::mousePress(view, Qt::LeftButton, {}, middle + QPoint(40, 30));
        for (int step = 0; step < 12; ++step)
            QTest::mouseMove(view, middle + QPoint(40 + 5 * step, 30 + 3 * step));
        shot(window, "brush");
        QTest::mouseRelease(view, Qt::LeftButton, {}, middle + QPoint(95, 63));
        trigger(window, "edit.brush");
        trigger(window, "help.keys");
        shot(*window.findChild<KeySheet*>(), "keys");
        window.findChild<KeySheet*>()->close();
    }

    void shotReshaping(MainWindow& window,
                       const std::function<void(QWidget&, const std::string&)>& shot) {
        trigger(window, "edit.contour");
        shot(window, "points");
        trigger(window, "edit.contour");
        trigger(window, "view.beside");
        auto* viewer = window.findChild<ClipViewer*>(QStringLiteral("viewer"));
        viewer->step(-8);
        shot(window, "beside");
        trigger(window, "view.beside");
    }

    void shotBatch(MainWindow& window,
                   const std::function<void(QWidget&, const std::string&)>& shot) {
        trigger(window, "file.batch");
        auto* batch = window.findChild<BatchDialog*>();
        batch->setFolders(fromPath(study_), fromPath(folder_ / "results"));
        batch->start();
        QTest::qWait(6000);
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
    std::filesystem::path study_;
    std::filesystem::path masks_;
};

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc < 3) {
        qCritical("usage: ui_screenshots OUTPUT_FOLDER STUDY_FOLDER [MODEL]");
        return 2;
    }
    QStandardPaths::setTestModeEnabled(true);
    const test::TemporaryFolder settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, fromPath(settings.path()));
    Tour tour(QString::fromLocal8Bit(argv[1]), argv[2], argc > 3 ? argv[3] : "");
    return tour.run(application) ? 0 : 1;
}
