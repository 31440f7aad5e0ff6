#include "ui/difference_view.h"

#include <QPainter>

#include "ui/theme.h"

namespace sonomask::ui {
namespace {

constexpr int kLegendHeight = 26;
constexpr int kSwatch = 11;

}  // namespace

DifferenceView::DifferenceView(QWidget* parent) : QWidget(parent) {
    setMinimumSize(320, 260);
    setAccessibleName(tr("Where the readers differ"));
}

void DifferenceView::setPicture(const QImage& picture) {
    picture_ = picture;
    update();
}

void DifferenceView::setReaders(const QString& first, const QString& second) {
    first_ = first;
    second_ = second;
    update();
}

void DifferenceView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().canvas);
    painter.setPen(QColor(0xc9, 0xd1, 0xd8));
    if (picture_.isNull()) {
        painter.drawText(rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Choose the other reader's work, then a mass in the table."));
        return;
    }
    const QRect place = rect().adjusted(0, 0, 0, -kLegendHeight);
    QRect target(QPoint(), picture_.size().scaled(place.size(), Qt::KeepAspectRatio));
    target.moveCenter(place.center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(target, picture_);
    // The colours of workflow::differencePicture.
    const std::pair<QColor, QString> legend[] = {{QColor(0xff, 0xff, 0xff), tr("both")},
                                                 {QColor(0x00, 0x72, 0xb2), first_},
                                                 {QColor(0xe6, 0x9f, 0x00), second_}};
    int x = 12;
    const int y = height() - kLegendHeight / 2;
    for (const auto& [colour, text] : legend) {
        painter.fillRect(x, y - kSwatch / 2, kSwatch, kSwatch, colour);
        x += kSwatch + 6;
        const QString shown = fontMetrics().elidedText(text, Qt::ElideRight, width() / 3 - 40);
        painter.drawText(QPoint(x, y + fontMetrics().ascent() / 2 - 1), shown);
        x += fontMetrics().horizontalAdvance(shown) + 18;
    }
}

}  // namespace sonomask::ui
