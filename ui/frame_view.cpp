#include "ui/frame_view.h"

#include <cmath>

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include "ui/theme.h"
#include "ui/view_tool.h"

namespace sonomask::ui {
namespace {

/// A press that moves less than this is a click.
constexpr double kClickDistance = 4;

}  // namespace

FrameView::FrameView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 180);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Picture"));
}

FrameView::~FrameView() = default;

void FrameView::setFrame(const Frame& frame) {
    frame_ = frame;
    message_.clear();
    graphics_ = toGraphics(frame.graphics);
    transform_.setFrameSize(QSizeF(frame.pixels.cols, frame.pixels.rows));
    rebuildImage();
    Q_EMIT zoomChanged(transform_.zoom());
}

void FrameView::setMessage(const QString& message) {
    frame_.reset();
    image_ = {};
    graphics_ = {};
    overlay_ = {};
    evidence_.reset();
    selected_ = -1;
    message_ = message;
    update();
}

void FrameView::setOverlay(const workflow::FrameFindings* findings) {
    overlay_ = findings ? Overlay(*findings) : Overlay();
    evidence_.reset();
    if (!findings || selected_ >= static_cast<int>(findings->lesions.size())) selected_ = -1;
    update();
}

void FrameView::setEvidence(std::optional<EvidenceLayer> evidence) {
    evidence_ = std::move(evidence);
    update();
}

void FrameView::setOverlayStyle(const OverlayStyle& style) {
    style_ = style;
    update();
}

void FrameView::setSelectedMass(int index) {
    selected_ = index;
    update();
}

void FrameView::setCorners(const CornerTexts& corners) {
    corners_ = corners;
    update();
}

void FrameView::setGreyWindow(const GreyWindow& window) {
    if (window == window_) return;
    window_ = window;
    rebuildImage();
    Q_EMIT greyWindowChanged(window_);
}

void FrameView::setTool(ViewTool* tool) {
    if (tool != tool_ && drag_ == Drag::Tool) dropStroke();  // its end would go to the new one
    tool_ = tool;
    showCursor();
    update();
}

void FrameView::dropStroke() {
    if (drag_ == Drag::Tool) drag_ = Drag::None;
    if (tool_) tool_->reset();
    update();
}

void FrameView::rebuildImage() {
    if (frame_) image_ = toImage(frame_->pixels, window_);
    update();
}

void FrameView::fit() {
    transform_.fit();
    tellMoved();
}

void FrameView::showPart(const SeenPart& part) {
    transform_.show(part);
    Q_EMIT zoomChanged(transform_.zoom());
    update();
}

void FrameView::tellMoved() {
    Q_EMIT zoomChanged(transform_.zoom());
    Q_EMIT moved(transform_.seenPart());
    update();
}

void FrameView::zoomToActualSize() {
    zoomTo(1 / devicePixelRatioF(), rect().center());
}

void FrameView::zoomBy(double factor) {
    zoomTo(transform_.zoom() * factor, rect().center());
}

void FrameView::zoomTo(double zoom, const QPointF& anchor) {
    transform_.zoomTo(zoom, anchor);
    tellMoved();
}

void FrameView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().canvas);
    if (image_.isNull()) {
        paintMessage(painter);
        return;
    }
    // Enlarged more than fourfold the pixels themselves are of interest.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, transform_.zoom() < 4);
    painter.drawImage(transform_.frameInWidget(), image_);
    if (style_.graphics) painter.drawImage(transform_.frameInWidget(), graphics_);
    OverlayStyle style = style_;
    if (evidence_) {
        style.axes = false;  // the evidence has axes and areas of its own
        style.fill_opacity = 0;
    }
    overlay_.paint(painter, transform_.matrix(), style, selected_);
    if (evidence_) evidence_->paint(painter, transform_.matrix());
    if (tool_) tool_->paint(painter, transform_.matrix());
    paintCorners(painter);
}

void FrameView::paintCorners(QPainter& painter) const {
    const QRect area = rect().adjusted(12, 10, -12, -10);
    const std::pair<const QString*, Qt::Alignment> texts[] = {
        {&corners_.top_left, Qt::AlignTop | Qt::AlignLeft},
        {&corners_.top_right, Qt::AlignTop | Qt::AlignRight},
        {&corners_.bottom_left, Qt::AlignBottom | Qt::AlignLeft}};
    for (const auto& [text, place] : texts) {
        if (text->isEmpty()) continue;
        // Keeps the text legible on bright tissue and on what the scanner has burned in there.
        const QRect plate = painter.boundingRect(area, static_cast<int>(place), *text);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 190));
        painter.drawRoundedRect(plate.adjusted(-6, -4, 6, 4), 4, 4);
        painter.setPen(QColor(0xc9, 0xd1, 0xd8));
        painter.drawText(area, static_cast<int>(place), *text);
    }
}

void FrameView::paintMessage(QPainter& painter) const {
    // The canvas is dark in both themes.
    painter.setPen(QColor(0x96, 0x9d, 0xa5));
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 1.15);
    painter.setFont(font);
    painter.drawText(rect().adjusted(32, 32, -32, -32), Qt::AlignCenter | Qt::TextWordWrap,
                     message_);
}

void FrameView::resizeEvent(QResizeEvent*) {
    transform_.setWidgetSize(size());
    Q_EMIT zoomChanged(transform_.zoom());
}

void FrameView::wheelEvent(QWheelEvent* event) {
    if (!frame_) return;
    const double steps = event->angleDelta().y() / 120.0;
    zoomTo(transform_.zoom() * std::pow(1.2, steps), event->position());
    event->accept();
}

void FrameView::mousePressEvent(QMouseEvent* event) {
    if (!frame_) return;
    const bool another_is_down = event->buttons() != event->button();
    if (drag_ != Drag::None && another_is_down) return;  // the first one goes on
    drag_button_ = event->button();
    last_position_ = event->position();
    moved_ = false;
    if (event->button() == Qt::RightButton) {
        drag_ = Drag::Window;
    } else if (event->button() == Qt::MiddleButton || !tool_) {
        drag_ = Drag::Pan;
    } else {
        drag_ = Drag::Tool;
        tool_->press(transform_.frameFromWidget(event->position()));
    }
    showCursor();
    update();
}

void FrameView::mouseMoveEvent(QMouseEvent* event) {
    if (!frame_) return;
    const QPointF point = transform_.frameFromWidget(event->position());
    const QPointF by = event->position() - last_position_;
    Q_EMIT hovered(point);
    if (drag_ == Drag::Tool || drag_ == Drag::None) {
        if (!tool_) return;
        tool_->move(point, drag_ == Drag::Tool);
        update();
        return;
    }
    if (!moved_ && by.manhattanLength() < kClickDistance) return;
    moved_ = true;
    last_position_ = event->position();
    if (drag_ == Drag::Window) {
        setGreyWindow(window_.dragged(by.x(), by.y()));
        return;
    }
    transform_.pan(by);
    tellMoved();
}

void FrameView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != drag_button_) return;
    const Drag drag = std::exchange(drag_, Drag::None);
    showCursor();
    if (!frame_) return;
    const QPointF point = transform_.frameFromWidget(event->position());
    if (drag == Drag::Tool && tool_) tool_->release(point);
    if (drag == Drag::Pan && !moved_ && event->button() == Qt::LeftButton)
        Q_EMIT massClicked(style_.visible ? overlay_.massAt(point) : -1);
    update();
}

void FrameView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (tool_ && frame_ && event->button() == Qt::LeftButton) {
        tool_->doubleClick(transform_.frameFromWidget(event->position()));
        update();
    } else if (event->button() == Qt::LeftButton) {
        fit();
    }
}

void FrameView::leaveEvent(QEvent*) {
    Q_EMIT hovered(QPointF(-1, -1));
}

void FrameView::showCursor() {
    if (drag_ == Drag::Pan && tool_ == nullptr) {
        setCursor(Qt::ClosedHandCursor);
    } else {
        setCursor(tool_ ? tool_->cursor() : QCursor(Qt::ArrowCursor));
    }
}

}  // namespace sonomask::ui
