#include "ui/threshold_bar.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include "ui/text.h"

namespace sonomask::ui {
namespace {

constexpr int kFewestPercent = 2;
constexpr int kMostPercent = 98;

}  // namespace

ThresholdBar::ThresholdBar(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      value_(new QLabel(this)),
      slider_(new QSlider(Qt::Horizontal, this)) {
    title_->setObjectName(QStringLiteral("panelTitle"));
    value_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    slider_->setRange(kFewestPercent, kMostPercent);
    slider_->setAccessibleName(tr("Threshold of the selected mass"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(16, 10, 14, 12);
    layout->setVerticalSpacing(8);
    layout->setColumnStretch(0, 1);
    layout->addWidget(title_, 0, 0);
    layout->addWidget(value_, 0, 1);
    layout->addWidget(slider_, 1, 0, 1, 2);
    connect(slider_, &QSlider::valueChanged, this, [this](int percent) {
        value_->setText(number(percent / 100.0, 2));
        Q_EMIT moved(percent / 100.0);
    });
    connect(slider_, &QSlider::sliderReleased, this, &ThresholdBar::released);
    showNothing(tr("Select a mass to change its threshold."));
}

bool ThresholdBar::isHeld() const {
    return slider_->isSliderDown();
}

void ThresholdBar::show(int number, double threshold) {
    if (isHeld()) return;
    const QSignalBlocker quiet(slider_);
    title_->setText(tr("THRESHOLD OF MASS %1").arg(number));
    slider_->setValue(qRound(threshold * 100));
    value_->setText(ui::number(threshold, 2));
    slider_->setToolTip(tr("Left: the outline grows. Right: it shrinks."));
    slider_->setEnabled(true);
}

void ThresholdBar::showNothing(const QString& reason) {
    if (isHeld()) return;
    title_->setText(tr("THRESHOLD"));
    value_->clear();
    slider_->setToolTip(reason);
    slider_->setEnabled(false);
}

}  // namespace sonomask::ui
