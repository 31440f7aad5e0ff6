#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/study_filter.h"
#include "ui/study_model.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QTreeView;

namespace sonomask::ui {

/// The worklist at the window's left: search, filter by state, and the tree of studies.
class StudyPanel final : public QWidget {
    Q_OBJECT

  public:
    explicit StudyPanel(StudyModel* model, QWidget* parent = nullptr);

    void setCurrentFile(const QString& file);
    /// The clip `by` rows further in what the filter shows; false at the end.
    bool step(int by);
    /// The first clip of the next (+1) or previous (-1) study.
    bool stepStudy(int by);
    /// The file `by` rows further in what the filter shows; empty at the end.
    QString neighbour(int by) const;
    void focusSearch();

    bool eventFilter(QObject* watched, QEvent* event) override;

  Q_SIGNALS:
    void fileChosen(const QString& file);
    /// The person is done in the search field.
    void searchLeft();

  private:
    QWidget* makeSearch();
    void handleSearchKey(int key);
    QToolButton* makeOrder();
    void makeTree();
    void countRows();
    /// False where the filter shows no clip.
    bool goToFirst();
    QModelIndexList shownClips() const;

    StudyModel* model_;
    StudyFilter* filter_;
    QLineEdit* search_;
    QComboBox* states_;
    QTreeView* tree_;
    QLabel* count_;
    QTimer recount_;  ///< once for many rows that come together
};

}  // namespace sonomask::ui
