#include "ui/ruler_tool.h"

#include <cmath>

#include <QLineF>
#include <QPainter>
#include <QPen>
#include <QTransform>

namespace sonomask::ui {
namespace {

/// A press and release closer together than this, in frame pixels, is a click.
constexpr double kClickDistance = 4;
constexpr double kTick = 7;  ///< widget pixels
/// A click this near to a depth scale, in frame pixels, means it.
constexpr double kAtScale = 16;
constexpr double kRing = 4;  ///< radius, widget pixels
constexpr QColor kTickColour(0, 213, 238);

}  // namespace

void RulerTool::press(const QPointF& point_in_frame) {
    if (to_) return;
    mouse_ = point_in_frame;
    if (from_)
        finish(point_in_frame);
    else
        from_ = point_in_frame;
}

void RulerTool::move(const QPointF& point_in_frame, bool) {
    mouse_ = point_in_frame;
}

void RulerTool::release(const QPointF& point_in_frame) {
    if (!from_ || to_) return;
    if (QLineF(*from_, point_in_frame).length() > kClickDistance) {
        finish(point_in_frame);
    } else if (atTicks(*from_)) {
        from_.reset();
        Q_EMIT ticksChosen();
    }
}

bool RulerTool::atTicks(const QPointF& point_in_frame) const {
    if (!ticks_) return false;
    const double below = point_in_frame.y() - ticks_->first_y_px;
    return std::abs(point_in_frame.x() - ticks_->x_px) <= kAtScale && below >= -kAtScale &&
           below <= (ticks_->places - 1) * ticks_->period_px + kAtScale;
}

void RulerTool::reset() {
    from_.reset();
    to_.reset();
}

void RulerTool::finish(const QPointF& to_in_frame) {
    const QPointF from = *from_;
    to_ = to_in_frame;  // the line stays in view while its length is asked
    if (QLineF(from, to_in_frame).length() > kClickDistance) Q_EMIT measured(from, to_in_frame);
    reset();
}

/// A ring around each tick: the numbers beside them stay readable.
void RulerTool::paintTicks(QPainter& painter, const QTransform& widget_from_frame) const {
    if (!ticks_) return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 170), 3.4), QPen(kTickColour, 1.6)}) {
        painter.setPen(pen);
        for (int place = 0; place < ticks_->places; ++place) {
            const QPointF tick(ticks_->x_px, ticks_->first_y_px + place * ticks_->period_px);
            painter.drawEllipse(widget_from_frame.map(tick), kRing, kRing);
        }
    }
}

void RulerTool::paint(QPainter& painter, const QTransform& widget_from_frame) const {
    paintTicks(painter, widget_from_frame);
    if (!from_) return;
    const QLineF line = widget_from_frame.map(QLineF(*from_, to_.value_or(mouse_)));
    QLineF tick = line.normalVector();
    tick.setLength(kTick);
    const QPointF half = tick.p2() - tick.p1();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 170), 3.4), QPen(QColor(Qt::white), 1.5)}) {
        painter.setPen(pen);
        painter.drawLine(line);
        if (line.isNull()) continue;
        for (const QPointF& end : {line.p1(), line.p2()}) painter.drawLine(end - half, end + half);
    }
}

}  // namespace sonomask::ui
