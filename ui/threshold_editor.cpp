#include "ui/threshold_editor.h"

#include "ui/clip_viewer.h"
#include "ui/model_host.h"
#include "ui/text.h"
#include "ui/threshold_bar.h"
#include "ui/work_keeper.h"
#include "workflow/mask_edit.h"
#include "workflow/segment.h"
#include "workflow/session_edits.h"
#include "workflow/session_findings.h"

namespace sonomask::ui {
namespace {

constexpr int kSettleMs = 500;

bool same(const FrameOrigin& a, const FrameOrigin& b) {
    return a.file == b.file && a.index == b.index;
}

}  // namespace

ThresholdEditor::ThresholdEditor(ThresholdBar* bar, ClipViewer* viewer, WorkKeeper* keeper,
                                 FindingsStore* findings, ModelHost* host, QObject* parent)
    : QObject(parent),
      bar_(bar),
      viewer_(viewer),
      keeper_(keeper),
      findings_(findings),
      host_(host) {
    settle_.setSingleShot(true);
    settle_.setInterval(kSettleMs);
    connect(bar_, &ThresholdBar::moved, this, &ThresholdEditor::move);
    connect(bar_, &ThresholdBar::released, this, &ThresholdEditor::commit);
    connect(&settle_, &QTimer::timeout, this, [this] {
        if (!bar_->isHeld()) commit();
    });
    const auto giveUpIn = [this](const QString& file, int frame) {
        if (target_ && target_->file == file && target_->frame.origin.index == frame) giveUp();
    };
    connect(keeper_, &WorkKeeper::frameChanged, this,
            [giveUpIn](const QString& file, const workflow::FrameFindings& findings) {
                giveUpIn(file, findings.origin.index);
            });
    connect(keeper_, &WorkKeeper::frameCleared, this, giveUpIn);
}

bool ThresholdEditor::drop(const QString& file) {
    if (!target_ || target_->file != file) return false;
    const Target target = *target_;
    giveUp();
    findings_->set(target.file, target.frame.origin.index, target.findings);
    return true;
}

void ThresholdEditor::giveUp() {
    target_.reset();
    settle_.stop();
    if (task_) task_->cancel();
}

const workflow::SessionLesion* ThresholdEditor::selectedLesion() const {
    const int position = viewer_->frame() ? viewer_->view()->selectedMass() : -1;
    const auto& lesions =
        keeper_->status(viewer_->file()).state.frame(viewer_->frameIndex()).lesions;
    const bool there = position >= 0 && position < static_cast<int>(lesions.size());
    return there ? &lesions[static_cast<std::size_t>(position)] : nullptr;
}

void ThresholdEditor::followSelection() {
    if (target_) return;  // what is shown is what the slider makes
    const workflow::SessionLesion* lesion = selectedLesion();
    if (!lesion) {
        bar_->showNothing(tr("Select a mass to change its threshold."));
    } else if (!lesion->threshold) {
        bar_->showNothing(
            tr("This mass was drawn by hand or found in a box: it has no threshold."));
    } else {
        bar_->show(viewer_->view()->selectedMass() + 1, *lesion->threshold);
    }
}

void ThresholdEditor::begin() {
    if (task_) return;  // works on what was given up
    const workflow::SessionLesion* lesion = selectedLesion();
    const workflow::FrameFindings* findings = viewer_->findings();
    if (!lesion || !findings) return;
    target_ = Target{viewer_->file(),
                     *viewer_->frame(),
                     lesion->id,
                     viewer_->view()->selectedMass(),
                     lesion->mask.inFrame(),
                     keeper_->status(viewer_->file()).state,
                     *findings};
    shown_.reset();
    let_go_ = false;
    if (!same(probability_of_, target_->frame.origin)) probability_.reset();
    probability_of_ = target_->frame.origin;
}

void ThresholdEditor::move(double threshold) {
    if (!target_) begin();
    if (!target_) return;
    wanted_ = threshold;
    settle_.start();
    if (!task_) compute();
}

void ThresholdEditor::compute() {
    const auto work = [target = *target_, threshold = wanted_, probability = probability_,
                       wait = host_->waiter()](const std::stop_token& stop,
                                               const ProgressCallback&) {
        Cut cut{probability, threshold, {}};
        if (!cut.probability)
            cut.probability = std::make_shared<const segmentation::ProbabilityMap>(
                wait(stop)->probability(target.frame, stop));
        auto lesion = workflow::rethreshold(*cut.probability, target.frame.calibration, threshold,
                                            target.mask_in_frame);
        if (lesion)
            cut.finding = workflow::findingsOf(
                              {*lesion}, workflow::withUserSpacing(target.frame, target.state))
                              .lesions.front();
        return cut;
    };
    task_ = Task::start<Cut>(this, tr("Threshold"), work, [this](const Cut& cut) { show(cut); });
    connect(task_, &Task::failed, this, [this](const Failure& failure) {
        target_.reset();
        Q_EMIT failed(failure);
    });
    connect(task_, &Task::ended, this, [this] {
        task_.clear();
        if (!target_) return followSelection();
        if (!shown_ || shown_->threshold != wanted_) return compute();
        if (let_go_) commit();
    });
}

void ThresholdEditor::show(const Cut& cut) {
    if (!target_) return;  // given up as this came
    probability_ = cut.probability;
    shown_ = cut;
    const auto position = static_cast<std::size_t>(target_->position);
    workflow::FrameFindings preview = target_->findings;
    if (cut.finding && position < preview.lesions.size()) {
        workflow::LesionFinding& shown = preview.lesions[position];
        const auto overruled = shown.overruled;
        shown = *cut.finding;
        shown.overruled = overruled;
    }
    findings_->set(target_->file, target_->frame.origin.index, std::move(preview));
}

void ThresholdEditor::commit() {
    if (!target_) return followSelection();  // given up while it was held
    let_go_ = true;
    settle_.stop();
    if (task_ || !shown_ || shown_->threshold != wanted_) return;  // follows when it is done
    const Target target = *std::exchange(target_, std::nullopt);
    if (!shown_->finding) return followSelection();
    keeper_->apply(target.file, [target, lesion = shown_->finding->lesion,
                                 threshold = wanted_](const workflow::SessionState& state) {
        const int frame = target.frame.origin.index;
        if (!state.frame(frame).find(target.id)) return workflow::Edit{};
        return workflow::edits::changeThreshold(
            state, frame, target.id, lesion, threshold,
            workflow::edits::byHand("threshold", state.study.reader));
    });
}

}  // namespace sonomask::ui
