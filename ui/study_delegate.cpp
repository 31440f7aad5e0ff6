#include "ui/study_delegate.h"

#include <QPainter>

#include "ui/study_model.h"
#include "ui/theme.h"

namespace sonomask::ui {
namespace {

constexpr int kMargin = 10;
constexpr QSize kPicture{72, 54};

QFont scaled(const QFont& font, double factor, bool bold = false) {
    QFont result = font;
    result.setPointSizeF(font.pointSizeF() * factor);
    if (bold) result.setWeight(QFont::DemiBold);
    return result;
}

void paintLine(QPainter& painter, const QRect& rect, const QString& text, const QFont& font,
               const QColor& colour) {
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text, Qt::ElideMiddle, rect.width()));
}

QPen markPen(const QColor& colour) {
    return {colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

/// A ring, a dot, a tick, a cross: told apart without the colour.
void paintState(QPainter& painter, const QPointF& c, ClipState state) {
    painter.setBrush(Qt::NoBrush);
    const auto pen = [&](const QColor& colour) { painter.setPen(markPen(colour)); };
    switch (state) {
        case ClipState::New:
            pen(theme().muted);
            painter.drawEllipse(c, 3.5, 3.5);
            break;
        case ClipState::Segmented:
            pen(theme().accent);
            painter.setBrush(theme().accent);
            painter.drawEllipse(c, 3.5, 3.5);
            break;
        case ClipState::Reviewed:
            pen(theme().good);
            painter.drawPolyline(
                QPolygonF{c + QPointF(-5, 0), c + QPointF(-1.5, 3.8), c + QPointF(5, -4)});
            break;
        case ClipState::Failed:
            pen(theme().error);
            painter.drawLine(c + QPointF(-4, -4), c + QPointF(4, 4));
            painter.drawLine(c + QPointF(-4, 4), c + QPointF(4, -4));
            break;
    }
}

void paintExported(QPainter& painter, const QPointF& c) {
    painter.setPen(markPen(theme().good));
    painter.drawLine(c + QPointF(0, 5), c + QPointF(0, -4.5));
    painter.drawPolyline(QPolygonF{c + QPointF(-4, -1), c + QPointF(0, -5), c + QPointF(4, -1)});
}

void paintThumbnail(QPainter& painter, const QRect& place, const QImage& image) {
    painter.fillRect(place, theme().canvas);
    if (image.isNull()) return;
    QSize size = image.size().scaled(place.size(), Qt::KeepAspectRatio);
    QRect target(QPoint(), size);
    target.moveCenter(place.center());
    painter.drawImage(target, image);
}

}  // namespace

void StudyDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (index.parent().isValid()) {
        paintClip(*painter, option, index);
    } else {
        paintGroup(*painter, option.rect.adjusted(kMargin, 0, -kMargin, 0), index);
    }
    painter->restore();
}

void StudyDelegate::paintGroup(QPainter& painter, const QRect& rect, const QModelIndex& index) {
    const QFont font = painter.font();
    const int middle = rect.bottom() - 22;  // nearer to its clips than to the study before
    const QString details = index.data(StudyModel::DetailsRole).toString();
    if (details.isEmpty()) {
        paintLine(painter, {rect.left(), rect.bottom() - 26, rect.width(), 18},
                  index.data().toString(), scaled(font, 1, true), theme().text);
        return;
    }
    const QRect upper(rect.left(), middle - 19, rect.width(), 18);
    const QRect lower(rect.left(), middle, rect.width(), 16);
    paintLine(painter, upper, index.data().toString(), scaled(font, 1, true), theme().text);
    paintLine(painter, lower, details, scaled(font, 0.86), theme().muted);
}

/// From the row's end on: how far the reading has come, what failed beside that, what was exported.
int StudyDelegate::paintMarks(QPainter& painter, const QRect& row, const QModelIndex& index) {
    QRect mark(row.right() - 24, row.top(), 16, row.height());
    const auto next = [&mark] {
        mark.translate(-mark.width() - 2, 0);
        return QRectF(mark).center();
    };
    const auto state = index.data(StudyModel::StateRole).value<ClipState>();
    paintState(painter, QRectF(mark).center(), state);
    if (state != ClipState::Failed && index.data(StudyModel::FailedRole).toBool())
        paintState(painter, next(), ClipState::Failed);
    if (index.data(StudyModel::ExportedRole).toBool()) paintExported(painter, next());
    return mark.left();
}

void StudyDelegate::paintClip(QPainter& painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) {
    const QRect row = option.rect.adjusted(4, 1, -4, -1);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().raised);
        painter.drawRoundedRect(row, 6, 6);
    }
    if (option.state & QStyle::State_Selected) {
        painter.setBrush(theme().accent);
        painter.drawRoundedRect(QRect(row.left(), row.top() + 8, 3, row.height() - 16), 1.5, 1.5);
    }
    int left = row.left() + kMargin;
    const QFont font = painter.font();
    if (index.data(StudyModel::IsClipRole).toBool()) {
        const QRect place(QPoint(left, row.center().y() - kPicture.height() / 2), kPicture);
        paintThumbnail(painter, place, index.data(Qt::DecorationRole).value<QImage>());
        left = place.right() + kMargin;
    }
    const int width = paintMarks(painter, row, index) - 4 - left;
    const int middle = row.center().y();
    paintLine(painter, {left, middle - 18, width, 18}, index.data().toString(), font, theme().text);
    paintLine(painter, {left, middle + 1, width, 17},
              index.data(StudyModel::DetailsRole).toString(), scaled(font, 0.86), theme().muted);
}

QSize StudyDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {200, kPicture.height() + 12};  // the same for all: see StudyPanel
}

}  // namespace sonomask::ui
