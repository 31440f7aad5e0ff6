#include "ui/view_transform.h"

#include <algorithm>

namespace sonomask::ui {

void ViewTransform::setFrameSize(const QSizeF& size) {
    if (size == frame_) return;
    frame_ = size;
    fit();
}

void ViewTransform::setWidgetSize(const QSizeF& size) {
    widget_ = size;
    if (fitting_) fit();
}

void ViewTransform::fit() {
    fitting_ = true;
    centre_in_frame_ = QPointF(frame_.width() / 2 - 0.5, frame_.height() / 2 - 0.5);
    if (frame_.isEmpty() || widget_.isEmpty()) return;
    zoom_ = fittingZoom();
}

double ViewTransform::fittingZoom() const {
    const double whole =
        std::min(widget_.width() / frame_.width(), widget_.height() / frame_.height());
    return std::clamp(whole, kMinimalZoom, kMaximalZoom);
}

SeenPart ViewTransform::seenPart() const {
    if (fitting_ || frame_.isEmpty() || widget_.isEmpty()) return {};
    return {zoom_ / fittingZoom(),
            {(centre_in_frame_.x() + 0.5) / frame_.width(),
             (centre_in_frame_.y() + 0.5) / frame_.height()},
            false};
}

void ViewTransform::show(const SeenPart& part) {
    if (part.fitting || frame_.isEmpty() || widget_.isEmpty()) return fit();
    fitting_ = false;
    zoom_ = std::clamp(part.zoom_over_fit * fittingZoom(), kMinimalZoom, kMaximalZoom);
    centre_in_frame_ = {part.centre.x() * frame_.width() - 0.5,
                        part.centre.y() * frame_.height() - 0.5};
    keepInView();
}

void ViewTransform::zoomTo(double zoom, const QPointF& anchor_in_widget) {
    const QPointF anchor_in_frame = frameFromWidget(anchor_in_widget);
    fitting_ = false;
    zoom_ = std::clamp(zoom, kMinimalZoom, kMaximalZoom);
    centre_in_frame_ += anchor_in_frame - frameFromWidget(anchor_in_widget);
    keepInView();
}

void ViewTransform::pan(const QPointF& by_in_widget) {
    fitting_ = false;
    centre_in_frame_ -= by_in_widget / zoom_;
    keepInView();
}

void ViewTransform::keepInView() {
    centre_in_frame_.setX(std::clamp(centre_in_frame_.x(), 0.0, std::max(0.0, frame_.width() - 1)));
    centre_in_frame_.setY(
        std::clamp(centre_in_frame_.y(), 0.0, std::max(0.0, frame_.height() - 1)));
}

QPointF ViewTransform::widgetFromFrame(const QPointF& point_in_frame) const {
    return (point_in_frame - centre_in_frame_) * zoom_ +
           QPointF(widget_.width() / 2, widget_.height() / 2);
}

QPointF ViewTransform::frameFromWidget(const QPointF& point_in_widget) const {
    return (point_in_widget - QPointF(widget_.width() / 2, widget_.height() / 2)) / zoom_ +
           centre_in_frame_;
}

QTransform ViewTransform::matrix() const {
    const QPointF origin = widgetFromFrame({0, 0});
    return {zoom_, 0, 0, zoom_, origin.x(), origin.y()};
}

QRectF ViewTransform::frameInWidget() const {
    return {widgetFromFrame({-0.5, -0.5}), frame_ * zoom_};
}

}  // namespace sonomask::ui
