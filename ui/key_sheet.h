#pragma once

#include <vector>

#include <QDialog>
#include <QKeySequence>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QMenu;
class QMenuBar;
class QToolButton;

namespace sonomask::ui {

class KeyBindings;

/// All keys of the program in one place, taken from the menus themselves, and changed here.
class KeySheet final : public QDialog {
    Q_OBJECT

  public:
    KeySheet(KeyBindings& keys, const QMenuBar* menus, QWidget* parent = nullptr);

    /// The field of an action, by the action's name; null when it has none.
    QKeySequenceEdit* field(const QString& action) const;

  private:
    struct Row {
        QAction* action;
        QKeySequenceEdit* edit;
        QLabel* others;  ///< its further keys
        QToolButton* reset;
    };

    QWidget* makeColumn(const QMenu& menu);
    QWidget* makeFoot();
    void addRow(QAction* action, class QGridLayout& grid);
    /// Takes over what was typed into the row.
    void change(std::size_t row);
    void reset(std::size_t row);
    void resetAll();
    void showRow(const Row& row);
    void showTaken(const QKeySequence& key, const QAction* holder);

    KeyBindings& keys_;
    std::vector<Row> rows_;
    QLabel* taken_;
};

}  // namespace sonomask::ui
