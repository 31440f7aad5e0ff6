#pragma once

#include <QCursor>
#include <QPointF>

class QPainter;
class QTransform;

namespace sonomask::ui {

/// What the left mouse button does in the picture while the tool is chosen. All points are in
/// frame coordinates.
class ViewTool {
  public:
    virtual ~ViewTool() = default;

    virtual void press(const QPointF& point_in_frame) = 0;
    virtual void move(const QPointF& point_in_frame, bool pressed) = 0;
    virtual void release(const QPointF& point_in_frame) = 0;
    virtual void doubleClick(const QPointF&) {}
    /// Drops what is half made.
    virtual void reset() = 0;
    /// Draws what is being made, over the overlay.
    virtual void paint(QPainter& painter, const QTransform& widget_from_frame) const = 0;
    virtual QCursor cursor() const { return Qt::CrossCursor; }
};

}  // namespace sonomask::ui
