#pragma once

#include <QWidget>

class QLabel;

namespace sonomask::ui {

/// A line of secondary text, which breaks where it is too long.
QLabel* mutedLabel(const QString& text, QWidget* parent);

/// What the program is called and is for, at the top of the start page and of "About".
class ProgramHead final : public QWidget {
    Q_OBJECT

  public:
    explicit ProgramHead(QWidget* parent);
};

}  // namespace sonomask::ui
