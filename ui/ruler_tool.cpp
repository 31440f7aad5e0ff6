#include "ui/ruler_tool.h"

#include <utility>

#include <QLineF>
#include <QPainter>
#include <QTransform>

namespace sonomask::ui {
namespace {

/// A press and release closer together than this, in frame pixels, is a click.
constexpr double kClickDistance = 4;
constexpr double kTick = 7;  ///< widget pixels

}  // namespace

void RulerTool::press(const QPointF& point_in_frame) {
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
    if (from_ && QLineF(*from_, point_in_frame).length() > kClickDistance) finish(point_in_frame);
}

void RulerTool::finish(const QPointF& to_in_frame) {
    const QPointF from = *std::exchange(from_, std::nullopt);
    if (QLineF(from, to_in_frame).length() > kClickDistance) Q_EMIT measured(from, to_in_frame);
}

void RulerTool::paint(QPainter& painter, const QTransform& widget_from_frame) const {
    if (!from_) return;
    const QLineF line = widget_from_frame.map(QLineF(*from_, mouse_));
    QLineF tick = line.normalVector();
    tick.setLength(kTick);
    const QPointF half = tick.p2() - tick.p1();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& pen : {QPen(QColor(0, 0, 0, 170), 3.4), QPen(QColor(Qt::white), 1.5)}) {
        painter.setPen(pen);
        painter.drawLine(line);
        if (line.isNull()) continue;
        for (const QPointF& end : {line.p1(), line.p2()}) painter.drawLine(end - half, end + half);
    }
}

}  // namespace sonomask::ui
