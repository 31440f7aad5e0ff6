#pragma once

#include <QDialog>

class QMenuBar;

namespace sonomask::ui {

/// All keys on one page, by menu, read from the menus themselves: it cannot be out of date.
class KeySheet final : public QDialog {
    Q_OBJECT

  public:
    KeySheet(const QMenuBar* menus, QWidget* parent = nullptr);
};

}  // namespace sonomask::ui
