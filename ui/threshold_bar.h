#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace sonomask::ui {

/// The probability from which a pixel belongs to the selected mass, as a slider.
class ThresholdBar final : public QWidget {
    Q_OBJECT

  public:
    explicit ThresholdBar(QWidget* parent = nullptr);

    /// `number` of the mass counts from 1. Nothing happens while the slider is held.
    void show(int number, double threshold);
    /// No mass whose threshold could be changed is selected; `reason` says why.
    void showNothing(const QString& reason);
    bool isHeld() const;
    QSlider* slider() const noexcept { return slider_; }

  Q_SIGNALS:
    void moved(double threshold);
    void released();

  private:
    QLabel* title_;
    QLabel* value_;
    QSlider* slider_;
};

}  // namespace sonomask::ui
