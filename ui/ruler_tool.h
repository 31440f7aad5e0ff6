#pragma once

#include <optional>

#include <QObject>
#include <QPointF>

#include "preprocess/depth_ticks.h"
#include "ui/view_tool.h"

namespace sonomask::ui {

/// A line between two points: two clicks, or one drag. Says both points when it is drawn. Shows the
/// picture's depth ticks, if they are known, and says when they are clicked at.
class RulerTool final : public QObject, public ViewTool {
    Q_OBJECT

  public:
    using QObject::QObject;

    void press(const QPointF& point_in_frame) override;
    void move(const QPointF& point_in_frame, bool pressed) override;
    void release(const QPointF& point_in_frame) override;
    void paint(QPainter& painter, const QTransform& widget_from_frame) const override;
    void reset() override;
    void showTicks(const std::optional<preprocess::DepthTicks>& ticks) { ticks_ = ticks; }
    const std::optional<preprocess::DepthTicks>& ticks() const { return ticks_; }

  Q_SIGNALS:
    void measured(const QPointF& from_in_frame, const QPointF& to_in_frame);
    void ticksChosen();

  private:
    void finish(const QPointF& to_in_frame);
    bool atTicks(const QPointF& point_in_frame) const;
    void paintTicks(QPainter& painter, const QTransform& widget_from_frame) const;

    std::optional<QPointF> from_;
    std::optional<QPointF> to_;  ///< set while the line's length is asked
    QPointF mouse_;
    std::optional<preprocess::DepthTicks> ticks_;
};

}  // namespace sonomask::ui
