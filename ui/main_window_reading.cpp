// The actions that join the reading flow: the next picture ahead, a picture held beside, boxes and
// thresholds for the network.
#include <algorithm>

#include <QAction>
#include <QMenu>

#include "ui/ahead.h"
#include "ui/clip_viewer.h"
#include "ui/corrections.h"
#include "ui/findings_panel.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/opener.h"
#include "ui/overlay_controls.h"
#include "ui/segmenter.h"
#include "ui/side_by_side.h"
#include "ui/threshold_bar.h"
#include "ui/threshold_editor.h"
#include "ui/work_keeper.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {
namespace {

bool overlapsAny(const workflow::SessionFrame& frame, const segmentation::Lesion& lesion) {
    return std::any_of(frame.lesions.begin(), frame.lesions.end(),
                       [&](const workflow::SessionLesion& present) {
                           const cv::Mat mask = present.mask.inFrame()(lesion.bounds_in_frame);
                           return cv::countNonZero(mask & lesion.mask) > 0;
                       });
}

}  // namespace

void MainWindow::makeSideBySideActions(QMenu* menu) {
    QAction* hold =
        act(menu, "view.beside", tr("Hold this picture &beside"), QStringLiteral("side-by-side"),
            {QKeySequence(QStringLiteral("D"))}, [this] { beside_->toggle(); });
    hold->setCheckable(true);
    connect(beside_, &SideBySide::holdingChanged, hold, &QAction::setChecked);
    QAction* linked = act(menu, "view.linked", tr("&Move both pictures together"), {},
                          {QKeySequence(QStringLiteral("Shift+D"))}, [] {});
    linked->setCheckable(true);
    linked->setChecked(true);
    connect(linked, &QAction::toggled, beside_, &SideBySide::setLinked);
    beside_->setOverlayStyle(overlay_->style());
    connect(overlay_, &OverlayControls::styleChanged, beside_, &SideBySide::setOverlayStyle);
}

void MainWindow::makeAheadAction(QMenu* menu) {
    ahead_ = new Ahead(host_, study_panel_, studies_, segmenter_, this);
    QAction* action = act(menu, "read.ahead", tr("Segment the next picture &ahead"), {}, {}, [] {});
    action->setCheckable(true);
    action->setChecked(ahead_->isEnabled());
    connect(action, &QAction::toggled, ahead_, &Ahead::setEnabled);
}

void MainWindow::wireReading() {
    threshold_ = new ThresholdEditor(threshold_bar_, viewer_, keeper_, findings_, host_, this);
    connect(threshold_, &ThresholdEditor::failed, this, [this](const Failure& failure) {
        messages_->showFailure(tr("Another threshold"), failure);
    });
    connect(corrections_, &Corrections::boxDrawn, this, &MainWindow::segmentBox);
    connect(corrections_, &Corrections::massWanted, this, &MainWindow::selectMass);
    connect(corrections_, &Corrections::refused, this,
            [this](const QString& why) { messages_->showText(MessageBar::Kind::Info, why); });
    connect(segmenter_, &Segmenter::boxSegmented, this, &MainWindow::keepBox);
    connect(opener_, &Opener::readingKept, this,
            [this](const QString& file, const workflow::StudyReading& reading) {
                studies_->setReading(file, reading);
            });
    connect(viewer_, &ClipViewer::frameShown, this,
            [this](const QString& file) { ahead_->follow(file); });
}

void MainWindow::segmentBox(const QRectF& box_in_frame) {
    if (!viewer_->frame()) return;
    const QRect box = box_in_frame.toAlignedRect();
    watch(segmenter_->segmentBox(viewer_->file(), *viewer_->frame(),
                                 {box.x(), box.y(), box.width(), box.height()}));
}

void MainWindow::keepBox(const BoxResult& result) {
    if (result.found.lesions.empty()) {
        messages_->showText(MessageBar::Kind::Warning,
                            tr("The network finds no mass in this box. Draw it with the brush (B) "
                               "or as an outline (L)."));
        return;
    }
    const workflow::FrameFindings& found = result.found;
    if (overlapsAny(keeper_->status(result.file).state.frame(found.origin.index),
                    found.lesions.front().lesion)) {
        messages_->showText(MessageBar::Kind::Info,
                            tr("There is a mass already. Select it (M) and change its outline (C) "
                               "or its threshold."));
        return;
    }
    keeper_->apply(result.file, [result](const workflow::SessionState& state) {
        return workflow::edits::addFindings(state, result.found,
                                            workflow::edits::byNetwork("box", result.model));
    });
}

void MainWindow::showMarkedFrames() {
    std::vector<int> marked;
    for (const auto& [index, frame] : keeper_->status(viewer_->file()).state.frames)
        if (frame->marked) marked.push_back(index);
    viewer_->setMarkedFrames(marked);
}

void MainWindow::followSelection() {
    corrections_->followSelection();
    threshold_->followSelection();
}

}  // namespace sonomask::ui
