#pragma once

#include <QWidget>

namespace sonomask::ui {

/// What the program is called and is for, at the top of the start page and of "About".
class ProgramHead final : public QWidget {
    Q_OBJECT

  public:
    explicit ProgramHead(QWidget* parent);
};

}  // namespace sonomask::ui
