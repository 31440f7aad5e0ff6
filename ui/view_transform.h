#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

namespace sonomask::ui {

/// What part of a picture is seen, whatever the sizes of picture and widget: for views that move
/// together.
struct SeenPart {
    double zoom_over_fit = 1;
    QPointF centre{0.5, 0.5};  ///< as parts of width and height
    bool fitting = true;
};

/// Where a frame lies in the widget that shows it: a zoom and the frame point at the middle.
/// Frame coordinates have pixel centres at whole numbers, as contours have.
class ViewTransform {
  public:
    static constexpr double kMinimalZoom = 0.02;
    static constexpr double kMaximalZoom = 40;

    void setFrameSize(const QSizeF& size);
    void setWidgetSize(const QSizeF& size);
    const QSizeF& frameSize() const noexcept { return frame_; }

    /// Widget pixels per frame pixel.
    double zoom() const noexcept { return zoom_; }
    /// The whole frame is seen, and the zoom follows the widget's size.
    void fit();
    /// Zooms to `zoom`, so that the frame point under `anchor_in_widget` stays there.
    void zoomTo(double zoom, const QPointF& anchor_in_widget);
    /// Moves the frame with the mouse; some of it always stays in view.
    void pan(const QPointF& by_in_widget);

    SeenPart seenPart() const;
    void show(const SeenPart& part);

    QPointF widgetFromFrame(const QPointF& point_in_frame) const;
    QPointF frameFromWidget(const QPointF& point_in_widget) const;
    QTransform matrix() const;  ///< widget from frame
    /// The whole frame, pixel edges included.
    QRectF frameInWidget() const;

  private:
    void keepInView();
    double fittingZoom() const;

    QSizeF frame_;
    QSizeF widget_;
    QPointF centre_in_frame_;
    double zoom_ = 1;
    bool fitting_ = true;
};

}  // namespace sonomask::ui
