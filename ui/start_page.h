#pragma once

#include <QWidget>

class QVBoxLayout;

namespace sonomask::ui {

/// What stands in the picture's place while no study is open: ways to open one, the sample study
/// among them, and what was opened before.
class StartPage final : public QWidget {
    Q_OBJECT

  public:
    explicit StartPage(QWidget* parent = nullptr);

    /// The folder of the simulated study that ships with the program; empty where it is missing.
    static QString sampleStudy();

  Q_SIGNALS:
    void openFilesWanted();
    void openFolderWanted();
    /// The sample study, or one that was opened before.
    void studyWanted(const QString& path);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    QWidget* makeButtons();
    void listRecent();

    QVBoxLayout* recent_;
};

}  // namespace sonomask::ui
