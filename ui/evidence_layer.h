#pragma once

#include <string>

#include "workflow/findings.h"

class QPainter;
class QTransform;

namespace sonomask::ui {

/// What decided a BI-RADS term, drawn into the picture: ellipse, axis and angle, the margin
/// coloured by its sharpness, the places whose grey levels were compared.
class EvidenceLayer {
  public:
    EvidenceLayer(const workflow::LesionFinding& finding, std::string category);

    void paint(QPainter& painter, const QTransform& widget_from_frame) const;
    const std::string& category() const noexcept { return category_; }

  private:
    void paintEllipse(QPainter& painter, const QTransform& widget_from_frame) const;
    void paintAngle(QPainter& painter, const QTransform& widget_from_frame) const;
    void paintMargin(QPainter& painter, const QTransform& widget_from_frame) const;
    void paintRim(QPainter& painter, const QTransform& widget_from_frame) const;
    void paintEcho(QPainter& painter, const QTransform& widget_from_frame) const;
    void paintPosterior(QPainter& painter, const QTransform& widget_from_frame) const;
    void paintSpecks(QPainter& painter, const QTransform& widget_from_frame) const;

    descriptors::Evidence evidence_;
    segmentation::Contour outline_in_frame_;
    double height_to_width_ = 0;
    std::string category_;
};

}  // namespace sonomask::ui
