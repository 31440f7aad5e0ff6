#include "ui/side_by_side.h"

#include "ui/clip_viewer.h"
#include "ui/text.h"

namespace sonomask::ui {

SideBySide::SideBySide(ClipViewer* main, FindingsStore* findings, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent), main_(main), findings_(findings) {
    setHandleWidth(1);
    addWidget(main_);
    setCollapsible(0, false);
    connect(main_->view(), &FrameView::moved, this,
            [this](const SeenPart& part) { link(part, held_); });
}

void SideBySide::makeHeld() {
    held_ = new ClipViewer(findings_);
    held_->view()->setAccessibleName(tr("Picture held beside"));
    held_->view()->setOverlayStyle(style_);
    addWidget(held_);
    setCollapsible(1, false);
    connect(held_->view(), &FrameView::moved, this,
            [this](const SeenPart& part) { link(part, main_); });
    connect(held_, &ClipViewer::frameShown, this, [this] {
        showCorners();
        link(main_->view()->transform().seenPart(), held_);
    });
}

bool SideBySide::isHolding() const {
    return held_ && !held_->isHidden();
}

void SideBySide::toggle() {
    if (isHolding()) return letGo();
    if (!main_->frame()) return;
    if (!held_) makeHeld();
    held_->setVisible(true);
    setSizes({width() / 2, width() / 2});
    held_->open(main_->file(), main_->frameIndex());
    Q_EMIT holdingChanged(true);
}

void SideBySide::letGo() {
    if (!isHolding()) return;
    held_->close();
    held_->setVisible(false);
    Q_EMIT holdingChanged(false);
}

void SideBySide::setLinked(bool linked) {
    linked_ = linked;
    link(main_->view()->transform().seenPart(), held_);
}

void SideBySide::setOverlayStyle(const OverlayStyle& style) {
    style_ = style;
    if (held_) held_->view()->setOverlayStyle(style);
}

void SideBySide::link(const SeenPart& part, ClipViewer* follower) {
    if (linked_ && isHolding()) follower->view()->showPart(part);
}

void SideBySide::showCorners() {
    CornerTexts corners;
    corners.top_left = tr("Held: %1").arg(fromPath(toPath(held_->file()).filename()));
    if (held_->frameCount() > 1)
        corners.top_right =
            tr("Frame %1 of %2").arg(held_->frameIndex() + 1).arg(held_->frameCount());
    held_->view()->setCorners(corners);
}

}  // namespace sonomask::ui
