#pragma once

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace sonomask::ui {

/// The user guide with its pictures, carried inside the program: contents at the left, search
/// above them. Stays open beside the window.
class HelpWindow final : public QDialog {
    Q_OBJECT

  public:
    explicit HelpWindow(QWidget* parent = nullptr);

  private:
    void layOutTables();
    void listHeadings();
    void find(const QString& text, bool further);

    QLineEdit* search_;
    QListWidget* contents_;
    QTextBrowser* page_;
};

}  // namespace sonomask::ui
