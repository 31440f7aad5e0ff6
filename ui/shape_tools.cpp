#include "ui/shape_tools.h"

#include <cmath>

#include <QPainter>
#include <QTransform>

#include "workflow/mask_spline.h"

namespace sonomask::ui {
namespace {

const QColor kBeneath(0, 0, 0, 160);

template <typename Draw>
void drawTwice(QPainter& painter, const QPen& pen, const Draw& draw) {
    painter.setPen(QPen(kBeneath, pen.widthF() + 1.6));
    draw();
    painter.setPen(pen);
    draw();
}

cv::Point2f toCv(const QPointF& point) {
    return {static_cast<float>(point.x()), static_cast<float>(point.y())};
}

double distance(const cv::Point2f& a, const cv::Point2f& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// Sessions keep outlines to 1/256 pixel.
bool sameCurve(const segmentation::Contour& a, const segmentation::Contour& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (distance(a[i], b[i]) > 0.01) return false;
    return true;
}

}  // namespace

void SpanTool::press(const QPointF& point_in_frame) {
    from_ = to_ = point_in_frame;
    drawing_ = true;
}

void SpanTool::move(const QPointF& point_in_frame, bool pressed) {
    if (pressed) to_ = point_in_frame;
}

void SpanTool::release(const QPointF& point_in_frame) {
    if (!std::exchange(drawing_, false)) return;
    if (from_ != point_in_frame) Q_EMIT spanned(from_, point_in_frame);
}

void SpanTool::paint(QPainter& painter, const QTransform& widget_from_frame) const {
    if (!drawing_) return;
    const QPointF from = widget_from_frame.map(from_);
    const QPointF to = widget_from_frame.map(to_);
    painter.setBrush(Qt::NoBrush);
    drawTwice(painter, QPen(Qt::white, 1.4), [&] {
        shape_ == Shape::Box ? painter.drawRect(QRectF(from, to).normalized())
                             : painter.drawLine(from, to);
    });
}

void ContourTool::setContour(const segmentation::Contour& contour_in_frame) {
    if (dragged_ >= 0 || (!curve_.empty() && sameCurve(contour_in_frame, curve_))) return;
    curve_ = contour_in_frame;
    handles_ =
        contour_in_frame.empty() ? segmentation::Contour() : workflow::handlesOf(contour_in_frame);
    hovered_ = -1;
}

int ContourTool::handleNear(const QPointF& point_in_frame) const {
    int nearest = -1;
    double least = 0;
    for (std::size_t i = 0; i < handles_.size(); ++i) {
        // Half the way to the next point: whatever the zoom, each has its own surroundings.
        const double reach = distance(handles_[i], handles_[(i + 1) % handles_.size()]) / 2 + 2;
        const double off = distance(handles_[i], toCv(point_in_frame));
        if (off > reach || (nearest >= 0 && off >= least)) continue;
        nearest = static_cast<int>(i);
        least = off;
    }
    return nearest;
}

void ContourTool::press(const QPointF& point_in_frame) {
    dragged_ = handleNear(point_in_frame);
    moved_ = false;
    if (dragged_ < 0) Q_EMIT pressedElsewhere(point_in_frame);
}

void ContourTool::move(const QPointF& point_in_frame, bool pressed) {
    if (!pressed || dragged_ < 0) {
        hovered_ = handleNear(point_in_frame);
        return;
    }
    moved_ = true;
    handles_[static_cast<std::size_t>(dragged_)] = toCv(point_in_frame);
    curve_ = workflow::closedSpline(handles_);
}

void ContourTool::release(const QPointF& point_in_frame) {
    if (dragged_ >= 0 && moved_) move(point_in_frame, true);
    if (std::exchange(dragged_, -1) >= 0 && moved_) Q_EMIT reshaped(curve_);
}

void ContourTool::reset() {
    dragged_ = -1;
    setContour({});
}

void ContourTool::paint(QPainter& painter, const QTransform& widget_from_frame) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (dragged_ >= 0) {
        QPolygonF curve;
        for (const cv::Point2f& point : curve_) curve << QPointF(point.x, point.y);
        drawTwice(painter, QPen(Qt::white, 1.4),
                  [&] { painter.drawPolygon(widget_from_frame.map(curve)); });
    }
    for (std::size_t i = 0; i < handles_.size(); ++i) {
        const int index = static_cast<int>(i);
        const double radius = index == dragged_ || index == hovered_ ? 5.5 : 3.5;
        painter.setPen(QPen(kBeneath, 1.4));
        painter.setBrush(Qt::white);
        painter.drawEllipse(widget_from_frame.map(QPointF(handles_[i].x, handles_[i].y)), radius,
                            radius);
    }
}

}  // namespace sonomask::ui
