#pragma once

#include <optional>

#include <QObject>
#include <QPointF>

#include "ui/view_tool.h"

namespace sonomask::ui {

/// A line between two points: two clicks, or one drag. Says both points when it is drawn.
class RulerTool final : public QObject, public ViewTool {
    Q_OBJECT

  public:
    using QObject::QObject;

    void press(const QPointF& point_in_frame) override;
    void move(const QPointF& point_in_frame, bool pressed) override;
    void release(const QPointF& point_in_frame) override;
    void paint(QPainter& painter, const QTransform& widget_from_frame) const override;
    void reset() { from_.reset(); }

  Q_SIGNALS:
    void measured(const QPointF& from_in_frame, const QPointF& to_in_frame);

  private:
    void finish(const QPointF& to_in_frame);

    std::optional<QPointF> from_;
    QPointF mouse_;
};

}  // namespace sonomask::ui
