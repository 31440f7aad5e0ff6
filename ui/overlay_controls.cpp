#include "ui/overlay_controls.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include "ui/icons.h"

namespace sonomask::ui {
namespace {

constexpr int kOpacitySteps = 60;  // percent; beyond it the tissue is hidden

QIcon swatch(const QColor& colour) {
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(3, 3, 26, 26));
    return pixmap;
}

OverlayStyle remembered() {
    const QSettings settings;
    OverlayStyle style;
    const QColor colour(settings.value(QStringLiteral("overlay/colour")).toString());
    if (colour.isValid()) style.colour = colour;
    style.fill_opacity =
        settings.value(QStringLiteral("overlay/opacity"), style.fill_opacity).toDouble();
    style.graphics = settings.value(QStringLiteral("overlay/graphics"), true).toBool();
    return style;
}

void remember(const OverlayStyle& style) {
    QSettings settings;
    settings.setValue(QStringLiteral("overlay/colour"), style.colour.name());
    settings.setValue(QStringLiteral("overlay/opacity"), style.fill_opacity);
    settings.setValue(QStringLiteral("overlay/graphics"), style.graphics);
}

}  // namespace

OverlayControls::OverlayControls(QWidget* parent)
    : QWidget(parent),
      style_(remembered()),
      visible_(new QToolButton(this)),
      colours_(new QButtonGroup(this)),
      opacity_(new QSlider(Qt::Horizontal, this)) {
    auto* title = new QLabel(tr("OVERLAY"), this);
    title->setObjectName(QStringLiteral("panelTitle"));
    visible_->setCheckable(true);
    visible_->setChecked(true);
    visible_->setIcon(lineIcon(QStringLiteral("overlay")));
    visible_->setToolTip(tr("Show the outlines"));
    visible_->setAccessibleName(visible_->toolTip());
    opacity_->setRange(0, kOpacitySteps);
    opacity_->setValue(static_cast<int>(style_.fill_opacity * 100));
    opacity_->setAccessibleName(tr("Opacity of the fill"));
    opacity_->setToolTip(opacity_->accessibleName());

    auto* fill = new QLabel(tr("Fill"), this);
    auto* colour = new QLabel(tr("Colour"), this);
    for (QLabel* label : {fill, colour}) label->setObjectName(QStringLiteral("muted"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(16, 10, 14, 12);
    layout->setHorizontalSpacing(12);
    layout->setColumnStretch(1, 1);
    layout->addWidget(title, 0, 0, 1, 2);
    layout->addWidget(visible_, 0, 2);
    layout->addWidget(colour, 1, 0);
    layout->addWidget(makeColours(), 1, 1, 1, 2);
    layout->addWidget(fill, 2, 0);
    layout->addWidget(opacity_, 2, 1, 1, 2);

    connect(visible_, &QToolButton::toggled, this, &OverlayControls::setShown);
    connect(opacity_, &QSlider::valueChanged, this, [this](int percent) {
        OverlayStyle style = style_;
        style.fill_opacity = percent / 100.0;
        change(style);
    });
}

QWidget* OverlayControls::makeColours() {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const OverlayColour& choice : overlayColours()) {
        auto* button = new QToolButton(row);
        button->setCheckable(true);
        button->setIcon(swatch(choice.colour));
        button->setToolTip(choice.name);
        button->setAccessibleName(choice.name);
        button->setChecked(choice.colour == style_.colour);
        colours_->addButton(button);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, colour = choice.colour] {
            OverlayStyle style = style_;
            style.colour = colour;
            change(style);
        });
    }
    layout->addStretch(1);
    return row;
}

void OverlayControls::setShown(bool visible) {
    {
        const QSignalBlocker quiet(visible_);
        visible_->setChecked(visible);
    }
    visible_->setIcon(
        lineIcon(visible ? QStringLiteral("overlay") : QStringLiteral("overlay-off")));
    OverlayStyle style = style_;
    style.visible = visible;
    change(style);
}

void OverlayControls::setGraphicsShown(bool visible) {
    OverlayStyle style = style_;
    style.graphics = visible;
    change(style);
}

void OverlayControls::change(const OverlayStyle& style) {
    if (style == style_) return;
    style_ = style;
    remember(style_);
    Q_EMIT styleChanged(style_);
}

}  // namespace sonomask::ui
