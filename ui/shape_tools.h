#pragma once

#include <QObject>

#include "segmentation/lesions.h"
#include "ui/view_tool.h"

namespace sonomask::ui {

/// Draws a box or a straight line by dragging; says where it began and ended.
class SpanTool final : public QObject, public ViewTool {
    Q_OBJECT

  public:
    enum class Shape { Box, Line };

    SpanTool(Shape shape, QObject* parent) : QObject(parent), shape_(shape) {}

    void press(const QPointF& point_in_frame) override;
    void move(const QPointF& point_in_frame, bool pressed) override;
    void release(const QPointF& point_in_frame) override;
    void paint(QPainter& painter, const QTransform& widget_from_frame) const override;
    void reset() override { drawing_ = false; }

  Q_SIGNALS:
    void spanned(const QPointF& from_in_frame, const QPointF& to_in_frame);

  private:
    Shape shape_;
    bool drawing_ = false;
    QPointF from_;
    QPointF to_;
};

/// Drags the points of a mass's outline; the outline is a smooth curve through them.
class ContourTool final : public QObject, public ViewTool {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// The outline to drag at; empty = none. The points stay when it is the one they gave.
    void setContour(const segmentation::Contour& contour_in_frame);
    const segmentation::Contour& handles() const noexcept { return handles_; }

    void press(const QPointF& point_in_frame) override;
    void move(const QPointF& point_in_frame, bool pressed) override;
    void release(const QPointF& point_in_frame) override;
    /// The outline is to be set anew.
    void reset() override;
    void paint(QPainter& painter, const QTransform& widget_from_frame) const override;

  Q_SIGNALS:
    void reshaped(const sonomask::segmentation::Contour& contour_in_frame);
    /// Pressed where no point is near: another mass may be meant.
    void pressedElsewhere(const QPointF& point_in_frame);

  private:
    /// The point to drag from `point_in_frame`, -1 for none.
    int handleNear(const QPointF& point_in_frame) const;

    segmentation::Contour handles_;
    segmentation::Contour curve_;
    int dragged_ = -1;
    bool moved_ = false;  ///< since the button went down
    int hovered_ = -1;
};

}  // namespace sonomask::ui
