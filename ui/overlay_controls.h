#pragma once

#include <QWidget>

#include "ui/overlay.h"

class QButtonGroup;
class QSlider;
class QToolButton;

namespace sonomask::ui {

/// Colour, opacity and on/off of the outlines; remembers the person's choice.
class OverlayControls final : public QWidget {
    Q_OBJECT

  public:
    explicit OverlayControls(QWidget* parent = nullptr);

    const OverlayStyle& style() const noexcept { return style_; }
    void setShown(bool visible);
    void setGraphicsShown(bool visible);

  Q_SIGNALS:
    void styleChanged(const sonomask::ui::OverlayStyle& style);

  private:
    QWidget* makeColours();
    void change(const OverlayStyle& style);

    OverlayStyle style_;
    QToolButton* visible_;
    QButtonGroup* colours_;
    QSlider* opacity_;
};

}  // namespace sonomask::ui
