#pragma once

#include <QDialog>

#include "ui/task.h"
#include "workflow/learning_set.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace sonomask::ui {

class Dialogs;
class StudyModel;
class WorkKeeper;

/// Exports reviewed studies as a training set: which ones, where to, and what was written.
class LearningSetDialog final : public QDialog {
    Q_OBJECT

  public:
    /// All of these must outlive the dialog.
    LearningSetDialog(const StudyModel* studies, WorkKeeper* keeper, Dialogs* dialogs,
                      QWidget* parent = nullptr);

    void setFolder(const QString& folder);
    /// `written` or `failed` follows. Nothing while an export runs.
    void start();

  Q_SIGNALS:
    void written(const sonomask::workflow::LearningSetSummary& summary);
    void failed(const sonomask::ui::Failure& failure);

  private:
    void listStudies(const StudyModel& studies);
    QWidget* makeTarget();
    QStringList chosenFiles() const;
    void run(const std::vector<workflow::ReadClip>& clips);
    void showResult(const workflow::LearningSetSummary& summary);
    void setRunning(bool running);
    void updateStart();

    WorkKeeper* keeper_;
    Dialogs* dialogs_;
    QListWidget* list_;
    QLineEdit* folder_;
    QLineEdit* name_;
    QSpinBox* share_;
    QLabel* result_;
    QProgressBar* progress_;
    QPushButton* start_;
    bool running_ = false;
};

}  // namespace sonomask::ui
