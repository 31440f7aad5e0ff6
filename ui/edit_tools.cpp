#include "ui/edit_tools.h"

#include <QGuiApplication>
#include <QPainter>
#include <QTransform>

namespace sonomask::ui {
namespace {

/// More points than this since the button went down: the outline was drawn, not clicked.
constexpr std::size_t kDrawnPoints = 6;

cv::Point2f toCv(const QPointF& point) {
    return {static_cast<float>(point.x()), static_cast<float>(point.y())};
}

QPolygonF toQt(const segmentation::Contour& contour) {
    QPolygonF polygon;
    for (const cv::Point2f& point : contour) polygon << QPointF(point.x, point.y);
    return polygon;
}

bool shiftHeld() {
    return QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier);
}

}  // namespace

void BrushTool::press(const QPointF& point_in_frame) {
    mouse_ = point_in_frame;
    path_ = {toCv(point_in_frame)};
}

void BrushTool::move(const QPointF& point_in_frame, bool pressed) {
    mouse_ = point_in_frame;
    if (pressed && !path_.empty()) path_.push_back(toCv(point_in_frame));
}

void BrushTool::release(const QPointF&) {
    if (path_.empty()) return;
    Q_EMIT stroke(std::exchange(path_, {}), radius_px_, erases_ || shiftHeld());
}

void BrushTool::paint(QPainter& painter, const QTransform& widget_from_frame) const {
    const bool erase = erases_ || shiftHeld();
    const QColor colour = erase ? QColor(255, 120, 110) : QColor(255, 255, 255);
    const double radius = radius_px_ * widget_from_frame.m11();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (!path_.empty()) {
        QColor trail = colour;
        trail.setAlpha(90);
        painter.setPen(QPen(trail, 2 * radius, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        QPolygonF line = widget_from_frame.map(toQt(path_));
        if (line.size() == 1) line << line.front() + QPointF(0.1, 0);
        painter.drawPolyline(line);
    }
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3));
    painter.drawEllipse(widget_from_frame.map(mouse_), radius, radius);
    painter.setPen(QPen(colour, 1.4));
    painter.drawEllipse(widget_from_frame.map(mouse_), radius, radius);
}

void OutlineTool::press(const QPointF& point_in_frame) {
    points_before_press_ = points_.size();
    points_.push_back(toCv(point_in_frame));
}

void OutlineTool::move(const QPointF& point_in_frame, bool pressed) {
    mouse_ = point_in_frame;
    if (pressed) points_.push_back(toCv(point_in_frame));
}

void OutlineTool::release(const QPointF&) {
    if (points_.size() > points_before_press_ + kDrawnPoints) {
        finish();
    } else if (points_.size() > points_before_press_ + 1) {
        points_.resize(points_before_press_ + 1);  // a click with an unsteady hand
    }
}

void OutlineTool::doubleClick(const QPointF&) {
    finish();
}

void OutlineTool::reset() {
    points_.clear();
    points_before_press_ = 0;
}

void OutlineTool::finish() {
    const segmentation::Contour polygon = points_;
    reset();
    if (polygon.size() > 2) Q_EMIT outlined(polygon, shiftHeld());
}

void OutlineTool::paint(QPainter& painter, const QTransform& widget_from_frame) const {
    if (points_.empty()) return;
    QPolygonF line = toQt(points_);
    line << mouse_;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(QColor(255, 255, 255, 30));
    painter.setPen(QPen(QColor(0, 0, 0, 160), 3));
    painter.drawPolyline(widget_from_frame.map(line));
    painter.setPen(QPen(shiftHeld() ? QColor(255, 120, 110) : QColor(Qt::white), 1.4));
    painter.drawPolyline(widget_from_frame.map(line));
}

}  // namespace sonomask::ui
