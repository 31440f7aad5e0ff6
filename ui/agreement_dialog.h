#pragma once

#include <memory>

#include <QDialog>

#include "ui/task.h"
#include "workflow/agreement.h"
#include "workflow/session_findings.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace sonomask::ui {

class DifferenceView;
class Dialogs;

/// Two readers of one study: how their outlines and terms agree, mass by mass and for the study,
/// and where they differ, in the picture. The first reader is the person at the screen; the
/// second's work is chosen as a folder (`workflow::massesOfReader`).
class AgreementDialog final : public QDialog {
    Q_OBJECT

  public:
    /// `dialogs` must outlive this one.
    AgreementDialog(std::vector<workflow::ReadClip> study, Dialogs* dialogs,
                    QWidget* parent = nullptr);

    /// Compares with the work in a folder; `compared` or `failed` follows.
    void compareWith(const QString& folder);
    const workflow::Agreement& agreement() const noexcept { return agreement_; }

  Q_SIGNALS:
    void compared();
    void failed(const sonomask::ui::Failure& failure);
    void written(const QString& target);

  private:
    struct Result {
        std::vector<workflow::ReadTwice> study;
        workflow::Agreement agreement;
        std::vector<std::string> left_out;  ///< why files were not compared
    };
    QWidget* makeChoice();
    QWidget* makeTables();
    QTableWidget* makeTable(const QStringList& columns, const QString& name);
    static Result compare(const std::vector<workflow::ReadClip>& study, const QString& folder,
                          const std::stop_token& stop, const ProgressCallback& progress);
    void chooseFolder();
    void showResult(Result result);
    void showSummary(std::size_t left_out);
    void showMasses();
    void showTerms();
    void showDifference(int row);
    void exportCsv();
    void say(const Failure& failure);

    std::vector<workflow::ReadClip> read_;
    Dialogs* dialogs_;
    std::vector<workflow::ReadTwice> study_;
    workflow::Agreement agreement_;
    QLineEdit* folder_;
    QLabel* summary_;
    QTableWidget* masses_;
    QTableWidget* terms_;
    DifferenceView* picture_;
    QPushButton* export_;
};

}  // namespace sonomask::ui
