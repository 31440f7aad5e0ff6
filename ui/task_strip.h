#pragma once

#include <vector>

#include <QWidget>

#include "ui/task.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace sonomask::ui {

/// The work under way, in the status bar: its name, how far it is, and a way to stop it. Shows the
/// newest of several.
class TaskStrip final : public QWidget {
    Q_OBJECT

  public:
    explicit TaskStrip(QWidget* parent = nullptr);

    void watch(Task* task);
    bool isBusy() const noexcept { return !tasks_.empty(); }
    /// Stops the work shown.
    void cancel();

  Q_SIGNALS:
    void idle();

  private:
    void forget(const Task* task);
    void showNewest();
    void showProgress(const Task& task, const Progress& progress);

    std::vector<Task*> tasks_;
    QLabel* text_;
    QProgressBar* bar_;
    QToolButton* cancel_;
};

}  // namespace sonomask::ui
