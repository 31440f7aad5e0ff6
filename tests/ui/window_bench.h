#pragma once

#include <memory>

#include <QAction>
#include <QObject>

#include "sample_study.h"
#include "scripted_dialogs.h"
#include "support/temporary_folder.h"
#include "ui/clip_viewer.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/study_panel.h"
#include "ui/task_strip.h"

namespace sonomask::test {

constexpr int kFramesOfSweep = 6;
/// The tests share the machine with others.
constexpr int kPatience = 60'000;

/// What the window's tests have in common: a study of a still and a sweep, a small untrained
/// model, and a window whose questions are answered by the test.
class WindowBench : public QObject {
    Q_OBJECT

  protected:
    struct Bench {
        ScriptedDialogs* dialogs;
        std::unique_ptr<ui::MainWindow> window;

        template <typename Part>
        Part* part() const {
            return window->findChild<Part*>();
        }
        QAction* action(const char* id) const {
            return window->findChild<QAction*>(QLatin1String(id));
        }
        ui::StudyModel* studies() const { return part<ui::StudyModel>(); }
        ui::ClipViewer* viewer() const {
            return window->findChild<ui::ClipViewer*>(QStringLiteral("viewer"));
        }
        bool busy() const { return part<ui::TaskStrip>()->isBusy(); }
    };

    Bench bench() const;
    QString still() const;
    QString sweep() const;

    void openStudy(const Bench& bench) const;
    void showClip(const Bench& bench, const QString& file) const;
    /// With the left button, in ten steps.
    void drag(const Bench& bench, const QPointF& from_in_frame, const QPointF& to_in_frame) const;
    /// Makes the first mass of a frame by a stroke at the same place each time; the brush stays on.
    void brushAMass(const Bench& bench, const QPointF& to_in_frame = {90, 60}) const;
    void brushAMassAndPutTheBrushAway(const Bench& bench) const;
    void click(const Bench& bench, const QPointF& point_in_frame) const;
    /// Waits until all that was asked of the keeper of a file's work is done and told.
    void settle(const Bench& bench, const QString& file) const;
    std::size_t massCount(const Bench& bench) const;
    /// Of the frame in view; 0 where it has no mass.
    double firstArea(const Bench& bench) const;

    TemporaryFolder study_;
    TemporaryFolder rest_;
    std::filesystem::path model_;
    std::filesystem::path sessions_;  ///< empty = work is kept in memory only

  private Q_SLOTS:
    void initTestCase();
    void init();
};

}  // namespace sonomask::test
