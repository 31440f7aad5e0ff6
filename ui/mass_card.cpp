#include "ui/mass_card.h"

#include <QGridLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QProgressBar>
#include <QStyle>
#include <QVariant>

#include "ui/core_text.h"
#include "ui/scale_text.h"
#include "ui/term_list.h"
#include "ui/text.h"
#include "ui/text_field.h"

namespace sonomask::ui {

MassCard::MassCard(QWidget* parent)
    : QFrame(parent),
      grid_(new QGridLayout(this)),
      title_(new QLabel(this)),
      score_(new QLabel(this)),
      score_bar_(new QProgressBar(this)) {
    setObjectName(QStringLiteral("card"));
    setCursor(Qt::PointingHandCursor);
    grid_->setContentsMargins(14, 12, 14, 12);
    grid_->setHorizontalSpacing(6);
    grid_->setVerticalSpacing(5);
    grid_->setColumnStretch(0, 1);
    QFont bold = title_->font();
    bold.setWeight(QFont::DemiBold);
    title_->setFont(bold);
    score_->setAlignment(Qt::AlignRight);
    score_->setToolTip(tr("How sure the network is: mean probability of the strongest pixels"));
    score_bar_->setRange(0, 100);
    score_bar_->setTextVisible(false);
    grid_->addWidget(title_, 0, 0);
    grid_->addWidget(score_, 0, 1, 1, 2);
    grid_->addWidget(score_bar_, 1, 0, 1, 3);
    grid_->setRowMinimumHeight(2, 4);
    area_ = addLine(tr("Area"));
    perimeter_ = addLine(tr("Perimeter"));
    longest_ = addLine(tr("Longest axis"));
    perpendicular_ = addLine(tr("Perpendicular axis"));
    width_ = addLine(tr("Width"));
    height_ = addLine(tr("Height"));
    ratio_ = addLine(tr("Height to width"));
    angle_ = addLine(tr("Angle to the skin"));
    scale_ = addLine(tr("Scale"));
    terms_ = new TermList(this);
    grid_->addWidget(terms_, grid_->rowCount(), 0, 1, 3);
    note_ = new TextField(tr("Note on this mass"), this);
    note_->setObjectName(QStringLiteral("massNote"));
    grid_->addWidget(note_, grid_->rowCount(), 0, 1, 3);
}

MassCard::Line MassCard::addLine(const QString& name) {
    const int row = grid_->rowCount();
    auto* label = new QLabel(name, this);
    label->setObjectName(QStringLiteral("muted"));
    const Line line{new QLabel(this), new QLabel(this)};
    line.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    line.value->setAccessibleName(name);
    line.unit->setObjectName(QStringLiteral("muted"));
    line.unit->setMinimumWidth(28);
    grid_->addWidget(label, row, 0);
    grid_->addWidget(line.value, row, 1);
    grid_->addWidget(line.unit, row, 2);
    return line;
}

void MassCard::show(int number, const workflow::LesionFinding& finding, bool by_hand) {
    const descriptors::Geometry& geometry = finding.geometry;
    const QString unit = fromUtf8(geometry.unit);
    const int decimals = geometry.unit == "mm" ? 1 : 0;
    const auto fill = [](const Line& line, double value, int digits, const QString& text) {
        line.value->setText(ui::number(value, digits));
        line.unit->setText(text);
    };
    title_->setText((by_hand ? tr("Mass %1 · by hand") : tr("Mass %1")).arg(number));
    score_->setText(ui::number(finding.lesion.score, 2));
    score_bar_->setValue(static_cast<int>(finding.lesion.score * 100));
    fill(area_, geometry.area, decimals, unit + QChar(0x00B2));
    fill(perimeter_, geometry.perimeter, decimals, unit);
    fill(longest_, geometry.longest.length, decimals, unit);
    fill(perpendicular_, geometry.perpendicular.length, decimals, unit);
    fill(width_, geometry.width, decimals, unit);
    fill(height_, geometry.height, decimals, unit);
    fill(ratio_, geometry.height_to_width, 2, {});
    fill(angle_, geometry.angle_degrees, 0, QStringLiteral("°"));
    terms_->show(finding);
    scale_.value->setText(scaleText(geometry.scale));
    scale_.value->setToolTip(coreText(geometry.scale.note));
}

void MassCard::setSelected(bool selected) {
    if (property("selected").toBool() == selected) return;
    setProperty("selected", selected);
    style()->unpolish(this);
    style()->polish(this);
}

void MassCard::setOpen(bool open) {
    if (!open) terms_->unpin();
    terms_->setVisible(open);
    note_->setVisible(open || !note_->toPlainText().isEmpty());
}

void MassCard::mousePressEvent(QMouseEvent* event) {
    Q_EMIT clicked();
    event->accept();
}

}  // namespace sonomask::ui
