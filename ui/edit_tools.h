#pragma once

#include <QObject>

#include "segmentation/lesions.h"
#include "ui/view_tool.h"

namespace sonomask::ui {

/// Draws with a round brush; with Shift it erases. Says the whole stroke when the button is
/// released.
class BrushTool final : public QObject, public ViewTool {
    Q_OBJECT

  public:
    BrushTool(bool erases, QObject* parent) : QObject(parent), erases_(erases) {}

    void setRadius(double radius_px) { radius_px_ = radius_px; }
    double radius() const noexcept { return radius_px_; }

    void press(const QPointF& point_in_frame) override;
    void move(const QPointF& point_in_frame, bool pressed) override;
    void release(const QPointF& point_in_frame) override;
    void reset() override { path_.clear(); }
    void paint(QPainter& painter, const QTransform& widget_from_frame) const override;
    QCursor cursor() const override { return Qt::BlankCursor; }

  Q_SIGNALS:
    void stroke(const sonomask::segmentation::Contour& path_in_frame, double radius_px, bool erase);

  private:
    bool erases_;
    double radius_px_ = 8;
    QPointF mouse_;
    segmentation::Contour path_;
};

/// Draws an outline: freely with the button held, or point by point with clicks and a double click
/// at the end. With Shift it cuts away.
class OutlineTool final : public QObject, public ViewTool {
    Q_OBJECT

  public:
    using QObject::QObject;

    void press(const QPointF& point_in_frame) override;
    void move(const QPointF& point_in_frame, bool pressed) override;
    void release(const QPointF& point_in_frame) override;
    void doubleClick(const QPointF& point_in_frame) override;
    void paint(QPainter& painter, const QTransform& widget_from_frame) const override;
    void reset() override;

  Q_SIGNALS:
    void outlined(const sonomask::segmentation::Contour& polygon_in_frame, bool cut);

  private:
    void finish();

    segmentation::Contour points_;
    std::size_t points_before_press_ = 0;
    QPointF mouse_;
};

}  // namespace sonomask::ui
