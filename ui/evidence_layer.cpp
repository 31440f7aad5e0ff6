#include "ui/evidence_layer.h"

#include <algorithm>

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>

#include "ui/text.h"

namespace sonomask::ui {
namespace {

/// The context of this file's words for the translators.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(sonomask::ui::Evidence)
};

// Told apart with the common colour-vision deficiencies (Okabe and Ito 2008).
const QColor kMeasured(0x56, 0xb4, 0xe9);
const QColor kCompared(0xe6, 0x9f, 0x00);
const QColor kDrawn(0xff, 0xff, 0xff);

QPointF at(const cv::Point2d& point) {
    return {point.x, point.y};
}

QRectF toRect(const cv::Rect2d& rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

template <typename Points>
QPolygonF toPolygon(const Points& points) {
    QPolygonF polygon;
    for (const auto& point : points) polygon << QPointF(point.x, point.y);
    return polygon;
}

void outline(QPainter& painter, const QPainterPath& path, const QColor& colour, double width = 1.6,
             Qt::PenStyle style = Qt::SolidLine) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 150), width + 1.8));
    painter.drawPath(path);
    painter.setPen(QPen(colour, width, style));
    painter.drawPath(path);
}

void area(QPainter& painter, const QPainterPath& path, const QColor& colour) {
    QColor fill = colour;
    fill.setAlphaF(0.22F);
    painter.fillPath(path, fill);
    outline(painter, path, colour);
}

void label(QPainter& painter, const QPointF& place, const QString& text, const QColor& colour) {
    painter.setPen(QColor(0, 0, 0, 220));
    painter.drawText(place + QPointF(1, 1), text);
    painter.setPen(colour);
    painter.drawText(place, text);
}

QPainterPath closed(const QPolygonF& polygon) {
    QPainterPath path;
    path.addPolygon(polygon);
    path.closeSubpath();
    return path;
}

void areaWithName(QPainter& painter, const QTransform& widget_from_frame, const QPolygonF& polygon,
                  const QColor& colour, const QString& name) {
    if (polygon.isEmpty()) return;
    const QPainterPath path = closed(widget_from_frame.map(polygon));
    area(painter, path, colour);
    label(painter, path.boundingRect().bottomLeft() + QPointF(4, -5), name, colour);
}

/// From blurred (dark violet) to sharp (yellow): a scale that grows evenly in lightness, so that it
/// is read without colour too (after matplotlib's "plasma").
QColor sharpnessColour(double sharpness) {
    const QColor stops[] = {QColor(0x5b, 0x02, 0xa3), QColor(0xb8, 0x32, 0x89),
                            QColor(0xe9, 0x6a, 0x52), QColor(0xfc, 0xa6, 0x36),
                            QColor(0xf0, 0xf9, 0x21)};
    constexpr int kLast = 4;
    const double place = std::clamp(sharpness, 0.0, 1.0) * kLast;
    const int low = std::min(static_cast<int>(place), kLast - 1);
    const double part = place - low;
    const auto mix = [&](int a, int b) { return qRound(a + (b - a) * part); };
    return {mix(stops[low].red(), stops[low + 1].red()),
            mix(stops[low].green(), stops[low + 1].green()),
            mix(stops[low].blue(), stops[low + 1].blue())};
}

/// What the colours of the margin mean, beneath the mass.
void paintSharpnessScale(QPainter& painter, const QPointF& top_left) {
    constexpr int kWidth = 110, kHeight = 7;
    QLinearGradient scale(top_left, top_left + QPointF(kWidth, 0));
    for (int i = 0; i <= 8; ++i) scale.setColorAt(i / 8.0, sharpnessColour(i / 8.0));
    painter.fillRect(QRectF(top_left, QSizeF(kWidth, kHeight)), scale);
    const double below = kHeight + painter.fontMetrics().ascent() + 3;
    label(painter, top_left + QPointF(0, below), Text::tr("blurred"), kDrawn);
    const QString sharp = Text::tr("sharp");
    label(painter,
          top_left + QPointF(kWidth - painter.fontMetrics().horizontalAdvance(sharp), below), sharp,
          kDrawn);
}

}  // namespace

EvidenceLayer::EvidenceLayer(const workflow::LesionFinding& finding, std::string category)
    : evidence_(finding.description.evidence),
      outline_in_frame_(finding.lesion.contour_in_frame),
      height_to_width_(finding.geometry.height_to_width),
      category_(std::move(category)) {}

void EvidenceLayer::paint(QPainter& painter, const QTransform& widget_from_frame) const {
    using Paint = void (EvidenceLayer::*)(QPainter&, const QTransform&) const;
    static const std::pair<const char*, Paint> kWays[] = {
        {"shape", &EvidenceLayer::paintEllipse},
        {"orientation", &EvidenceLayer::paintAngle},
        {"margin", &EvidenceLayer::paintMargin},
        {"margin_kind", &EvidenceLayer::paintMargin},
        {"echo_pattern", &EvidenceLayer::paintEcho},
        {"posterior", &EvidenceLayer::paintPosterior},
        {"rim", &EvidenceLayer::paintRim},
        {"calcifications", &EvidenceLayer::paintSpecks}};
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [category, way] : kWays)
        if (category_ == category) (this->*way)(painter, widget_from_frame);
}

void EvidenceLayer::paintEllipse(QPainter& painter, const QTransform& widget_from_frame) const {
    const QPolygonF ellipse = widget_from_frame.map(toPolygon(evidence_.ellipse_in_frame));
    if (ellipse.isEmpty()) return;
    outline(painter, closed(ellipse), kDrawn, 1.5, Qt::DashLine);
    label(painter, ellipse.boundingRect().bottomLeft() + QPointF(0, 14),
          Text::tr("ellipse of the same moments"), kDrawn);
}

void EvidenceLayer::paintAngle(QPainter& painter, const QTransform& widget_from_frame) const {
    QLineF axis = widget_from_frame.map(
        QLineF(at(evidence_.long_axis_in_frame.first), at(evidence_.long_axis_in_frame.second)));
    if (axis.isNull()) return;
    if (axis.dx() < 0) axis.setPoints(axis.p2(), axis.p1());
    const QPointF middle = axis.center();
    const double half = axis.length() / 2;
    QPainterPath lines(axis.p1());
    lines.lineTo(axis.p2());
    outline(painter, lines, kMeasured, 2);
    QPainterPath skin(middle - QPointF(half, 0));
    skin.lineTo(middle + QPointF(half, 0));
    outline(painter, skin, kCompared, 1.5, Qt::DashLine);
    const double radius = half * 0.45;
    const QRectF circle(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius);
    QPainterPath arc;
    arc.arcMoveTo(circle, 0);
    const double angle = axis.angle() > 180 ? axis.angle() - 360 : axis.angle();
    arc.arcTo(circle, 0, angle);
    outline(painter, arc, kDrawn);
    label(painter, middle + QPointF(radius + 6, angle > 0 ? -6 : 16),
          QStringLiteral("%1°").arg(number(evidence_.tilt_degrees, 0)), kDrawn);
    label(painter, middle + QPointF(-half, half * 0.5 + 20),
          Text::tr("height to width %1").arg(number(height_to_width_, 2)), kDrawn);
}

void EvidenceLayer::paintMargin(QPainter& painter, const QTransform& widget_from_frame) const {
    const std::vector<descriptors::MarginPoint>& margin = evidence_.margin;
    QRectF bounds;
    painter.setRenderHint(QPainter::Antialiasing, false);  // the pieces join without seams
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < margin.size(); ++i) {
        const descriptors::MarginPoint& one = margin[i];
        const descriptors::MarginPoint& next = margin[(i + 1) % margin.size()];
        QPolygonF piece;
        piece << at(one.inner_in_frame) << at(next.inner_in_frame) << at(next.outer_in_frame)
              << at(one.outer_in_frame);
        piece = widget_from_frame.map(piece);
        QColor colour = sharpnessColour(one.sharpness);
        colour.setAlphaF(0.55F);  // the tissue stays visible
        painter.setBrush(colour);
        painter.drawPolygon(piece);
        bounds |= piece.boundingRect();
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (!margin.empty()) paintSharpnessScale(painter, bounds.bottomLeft() + QPointF(0, 10));
}

void EvidenceLayer::paintRim(QPainter& painter, const QTransform& widget_from_frame) const {
    if (evidence_.margin.empty()) return;
    QPolygonF inner, outer;
    for (const descriptors::MarginPoint& point : evidence_.margin) {
        inner << at(point.at_in_frame);
        outer << at(point.outer_in_frame);
    }
    const QPainterPath ring =
        closed(widget_from_frame.map(outer)).subtracted(closed(widget_from_frame.map(inner)));
    area(painter, ring, kMeasured);
}

void EvidenceLayer::paintEcho(QPainter& painter, const QTransform& widget_from_frame) const {
    areaWithName(painter, widget_from_frame, toPolygon(outline_in_frame_), kMeasured,
                 Text::tr("inside"));
    for (const cv::Rect2d& rect : evidence_.beside_in_frame)
        areaWithName(painter, widget_from_frame, QPolygonF(toRect(rect)), kCompared,
                     Text::tr("beside"));
}

void EvidenceLayer::paintPosterior(QPainter& painter, const QTransform& widget_from_frame) const {
    areaWithName(painter, widget_from_frame, toPolygon(evidence_.behind_in_frame), kMeasured,
                 Text::tr("behind"));
    for (const cv::Rect2d& rect : evidence_.beside_behind_in_frame)
        areaWithName(painter, widget_from_frame, QPolygonF(toRect(rect)), kCompared,
                     Text::tr("beside"));
}

void EvidenceLayer::paintSpecks(QPainter& painter, const QTransform& widget_from_frame) const {
    constexpr double kAround = 4;
    for (const cv::Rect& speck : evidence_.specks_in_frame) {
        const QRectF place = widget_from_frame.mapRect(toRect(speck));
        QPainterPath ring;
        ring.addEllipse(place.adjusted(-kAround, -kAround, kAround, kAround));
        outline(painter, ring, kCompared);
    }
}

}  // namespace sonomask::ui
