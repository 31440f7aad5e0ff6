#include "ui/overlay.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTransform>

namespace sonomask::ui {
namespace {

/// The context of this file's words for the translators.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(sonomask::ui::Overlay)
};

void addContour(QPainterPath& path, const segmentation::Contour& contour) {
    if (contour.empty()) return;
    QPolygonF polygon;
    polygon.reserve(static_cast<qsizetype>(contour.size()));
    for (const cv::Point2f& point : contour) polygon << QPointF(point.x, point.y);
    path.addPolygon(polygon);
    path.closeSubpath();
}

QLineF lineOf(const descriptors::Axis& axis) {
    return {axis.from_in_frame.x, axis.from_in_frame.y, axis.to_in_frame.x, axis.to_in_frame.y};
}

void paintAxis(QPainter& painter, const QLineF& line, const QColor& colour) {
    painter.setPen(QPen(colour, 1.2, Qt::DashLine));
    painter.drawLine(line);
    painter.setPen(QPen(colour, 1.6));
    QLineF tick = line.normalVector().unitVector();
    tick.setLength(4);
    const QPointF half = tick.p2() - tick.p1();
    for (const QPointF& end : {line.p1(), line.p2()}) painter.drawLine(end - half, end + half);
}

void paintNumber(QPainter& painter, const QRectF& bounds, int number, const QColor& colour) {
    painter.save();
    QFont font = painter.font();
    font.setBold(true);
    painter.setFont(font);
    const QPointF place = bounds.topRight() + QPointF(5, 4);
    painter.setPen(QColor(0, 0, 0, 200));
    painter.drawText(place + QPointF(1, 1), QString::number(number));
    painter.setPen(colour);
    painter.drawText(place, QString::number(number));
    painter.restore();
}

}  // namespace

std::vector<OverlayColour> overlayColours() {
    return {{Text::tr("Cyan"), QColor(0x00, 0xd5, 0xf2)},
            {Text::tr("Yellow"), QColor(0xf7, 0xe6, 0x3b)},
            {Text::tr("Orange"), QColor(0xff, 0xa6, 0x2b)},
            {Text::tr("Magenta"), QColor(0xff, 0x7a, 0xd0)}};
}

Overlay::Overlay(const workflow::FrameFindings& findings) {
    for (const workflow::LesionFinding& finding : findings.lesions) {
        Mass mass;
        addContour(mass.outline_in_frame, finding.lesion.contour_in_frame);
        for (const auto& hole : finding.lesion.holes_in_frame)
            addContour(mass.outline_in_frame, hole);
        mass.longest_in_frame = lineOf(finding.geometry.longest);
        mass.perpendicular_in_frame = lineOf(finding.geometry.perpendicular);
        masses_.push_back(std::move(mass));
    }
}

void Overlay::paint(QPainter& painter, const QTransform& widget_from_frame,
                    const OverlayStyle& style, int selected) const {
    if (!style.visible) return;
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = style.colour;
    fill.setAlphaF(static_cast<float>(style.fill_opacity));
    for (int i = 0; i < static_cast<int>(masses_.size()); ++i) {
        const Mass& mass = masses_[static_cast<std::size_t>(i)];
        const QPainterPath path = widget_from_frame.map(mass.outline_in_frame);
        const bool chosen = i == selected;
        // A dark line beneath keeps the outline visible on bright tissue.
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(0, 0, 0, 150), style.line_width + 2));
        painter.drawPath(path);
        painter.setBrush(fill);
        painter.setPen(QPen(style.colour, style.line_width + (chosen ? 0.8 : 0)));
        painter.drawPath(path);
        if (chosen && style.axes) {
            paintAxis(painter, widget_from_frame.map(mass.longest_in_frame), style.colour);
            paintAxis(painter, widget_from_frame.map(mass.perpendicular_in_frame), style.colour);
        }
        if (masses_.size() > 1) paintNumber(painter, path.boundingRect(), i + 1, style.colour);
    }
}

int Overlay::massAt(const QPointF& point_in_frame) const {
    int found = -1;
    double smallest = 0;
    for (int i = 0; i < static_cast<int>(masses_.size()); ++i) {
        const QPainterPath& path = masses_[static_cast<std::size_t>(i)].outline_in_frame;
        const QRectF bounds = path.boundingRect();
        const double size = bounds.width() * bounds.height();
        if (!path.contains(point_in_frame) || (found >= 0 && size >= smallest)) continue;
        found = i;
        smallest = size;
    }
    return found;
}

}  // namespace sonomask::ui
