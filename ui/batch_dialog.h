#pragma once

#include <chrono>

#include <QDialog>

#include "ui/dialogs.h"
#include "ui/model_host.h"
#include "workflow/batch.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace sonomask::ui {

/// Segments a whole folder: choose in and out, watch, cancel, and read what failed and why. Does
/// not block the window; closing it lets the work go on.
class BatchDialog final : public QDialog {
    Q_OBJECT

  public:
    BatchDialog(ModelHost* host, Dialogs* dialogs, QWidget* parent = nullptr);

    void setFolders(const QString& input, const QString& output);
    void setResume(bool resume);
    bool isRunning() const noexcept { return task_ != nullptr; }
    void start();
    void cancel();

  Q_SIGNALS:
    void started(sonomask::ui::Task* task);
    void finished(const sonomask::workflow::BatchSummary& summary);

  private:
    QWidget* makeFolders();
    QWidget* makeFolderRow(QLineEdit* field, const QString& title);
    QWidget* makeProgress();
    void checkFolders();
    void showRunning(bool running);
    void showProgress(const Progress& progress);
    void showSummary(const workflow::BatchSummary& summary);
    void showFailures(const workflow::BatchSummary& summary);

    ModelHost* host_;
    Dialogs* dialogs_;
    Task* task_ = nullptr;
    std::chrono::steady_clock::time_point started_at_;
    QLineEdit* input_;
    QLineEdit* output_;
    QCheckBox* resume_;
    QLabel* hint_;
    QProgressBar* bar_;
    QLabel* status_;
    QLabel* step_;
    QTableWidget* failures_;
    QPushButton* start_;
    QPushButton* cancel_;
    QPushButton* show_output_;
};

}  // namespace sonomask::ui
