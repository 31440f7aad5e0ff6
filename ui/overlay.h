#pragma once

#include <vector>

#include <QColor>
#include <QPainterPath>
#include <QString>

#include "workflow/findings.h"

class QPainter;
class QTransform;

namespace sonomask::ui {

/// How masses are painted over the picture; the person's preference.
struct OverlayStyle {
    bool visible = true;
    QColor colour = QColor(0x00, 0xd5, 0xf2);
    double fill_opacity = 0.16;
    double line_width = 2;  ///< widget pixels
    bool axes = true;       ///< of the selected mass
    bool graphics = true;   ///< what the file itself lays over the picture
    friend bool operator==(const OverlayStyle&, const OverlayStyle&) = default;
};

/// Colours to choose from: each told apart from grey, and from the others with the common
/// colour-vision deficiencies (Okabe and Ito 2008), brightened for a dark picture.
struct OverlayColour {
    QString name;
    QColor colour;
};
std::vector<OverlayColour> overlayColours();

/// The masses of one frame, ready to be painted at any zoom.
class Overlay {
  public:
    Overlay() = default;
    explicit Overlay(const workflow::FrameFindings& findings);

    /// `selected` is an index into the findings, or -1.
    void paint(QPainter& painter, const QTransform& widget_from_frame, const OverlayStyle& style,
               int selected) const;

    /// The mass under a point, the smallest where several hold it; -1 for none.
    int massAt(const QPointF& point_in_frame) const;
    bool isEmpty() const noexcept { return masses_.empty(); }

  private:
    struct Mass {
        QPainterPath outline_in_frame;
        QLineF longest_in_frame;
        QLineF perpendicular_in_frame;
    };
    std::vector<Mass> masses_;
};

}  // namespace sonomask::ui
