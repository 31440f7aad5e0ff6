#include <algorithm>

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

#include "ui/clip_viewer.h"
#include "ui/corrections.h"
#include "ui/findings_panel.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/segmenter.h"
#include "ui/study_panel.h"
#include "ui/text.h"
#include "ui/threshold_editor.h"
#include "ui/work_keeper.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {
namespace {

bool bringsOtherMasses(const workflow::Edit& edit, const workflow::SessionState& before) {
    return std::any_of(edit.frames.begin(), edit.frames.end(), [&](const auto& frame) {
        return frame.second && frame.second->lesions != before.frame(frame.first).lesions;
    });
}

}  // namespace

void MainWindow::makeEditMenu() {
    corrections_ = new Corrections(viewer_, keeper_, this);
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    undo_ = act(menu, "edit.undo", tr("&Undo"), QStringLiteral("undo"),
                {QKeySequence(QStringLiteral("Ctrl+Z"))}, [this] { undo(); });
    redo_ =
        act(menu, "edit.redo", tr("&Redo"), QStringLiteral("redo"),
            {QKeySequence(QStringLiteral("Ctrl+Shift+Z")), QKeySequence(QStringLiteral("Ctrl+Y"))},
            [this] {
                findings_panel_->tellTexts();
                corrections_->redo();
            });
    discard_ = act(menu, "edit.discard", tr("D&iscard what was restored"), {}, {},
                   [this] { keeper_->discardRecovered(viewer_->file()); });
    discard_->setEnabled(false);
    menu->addSeparator();
    makeToolActions(menu);
    makeRuler(menu);
    const auto key = [](const char* name) {
        return QList<QKeySequence>{QKeySequence(QLatin1String(name))};
    };
    act(menu, "edit.larger", tr("&Larger brush"), {}, key("]"),
        [this] { corrections_->scaleBrush(1.25); });
    act(menu, "edit.smaller", tr("S&maller brush"), {}, key("["),
        [this] { corrections_->scaleBrush(0.8); });
    menu->addSeparator();
    needs_findings_.push_back(act(menu, "edit.fill", tr("&Fill the holes of the mass"), {},
                                  key("H"), [this] { corrections_->fillSelected(); }));
    needs_findings_.push_back(act(menu, "edit.delete", tr("&Delete the mass"),
                                  QStringLiteral("trash"), key("Del"),
                                  [this] { corrections_->deleteSelected(); }));
}

QActionGroup* MainWindow::makeToolActions(QMenu* menu) {
    using Tool = Corrections::Tool;
    struct Entry {
        Tool tool;
        const char* id;
        QString text;
        const char* icon;
        const char* key;
    };
    const Entry entries[] = {
        {Tool::Brush, "edit.brush", tr("&Brush"), "brush", "B"},
        {Tool::Eraser, "edit.eraser", tr("&Eraser"), "eraser", "E"},
        {Tool::Outline, "edit.outline", tr("Draw an &outline"), "polygon", "L"},
        {Tool::Contour, "edit.contour", tr("Drag the outline's &points"), "contour", "C"},
        {Tool::Box, "edit.box", tr("&Add a mass with a box"), "box", "A"},
        {Tool::Line, "edit.line", tr("&Cut a mass or join two with a line"), "cut", "X"}};
    auto* group = new QActionGroup(this);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const Entry& entry : entries) {
        QAction* action = act(menu, entry.id, entry.text, QLatin1String(entry.icon),
                              {QKeySequence(QLatin1String(entry.key))},
                              [this, tool = entry.tool] { corrections_->choose(tool); });
        action->setCheckable(true);
        group->addAction(action);
        needs_frame_.push_back(action);
        connect(corrections_, &Corrections::toolChanged, action,
                [action, tool = entry.tool](Tool chosen) { action->setChecked(chosen == tool); });
    }
    return group;
}

void MainWindow::wireWork() {
    connect(keeper_, &WorkKeeper::frameChanged, this,
            [this](const QString& file, const workflow::FrameFindings& findings) {
                findings_->set(file, findings.origin.index, findings);
            });
    connect(keeper_, &WorkKeeper::frameCleared, findings_, &FindingsStore::remove);
    connect(keeper_, &WorkKeeper::statusChanged, this, &MainWindow::showWork);
    connect(keeper_, &WorkKeeper::changeWanted, this, [this](const QString& file) {
        if (file != viewer_->file() || just_reviewed_.isEmpty()) return;
        just_reviewed_.clear();
        showSteps();
    });
    connect(keeper_, &WorkKeeper::failed, this, [this](const Failure& failure) {
        messages_->showFailure(tr("Keeping the work"), failure);
    });
    connect(keeper_, &WorkKeeper::restored, this, [this](const QString& file, int changes) {
        messages_->showText(
            MessageBar::Kind::Info,
            tr("%1: restored %n change(s) made before Sonomask ended unexpectedly. "
               "Undo takes back one at a time, Edit ▸ Discard what was restored all "
               "at once.",
               nullptr, changes)
                .arg(fromPath(toPath(file).filename())));
    });
    connect(keeper_, &WorkKeeper::sourceChanged, this, [this](const QString& file) {
        messages_->showText(MessageBar::Kind::Warning,
                            tr("%1 was written anew since the work on it began: check that the "
                               "outlines still fit.")
                                .arg(fromPath(toPath(file).filename())));
    });
    connect(
        keeper_, &WorkKeeper::otherPicture, this,
        [this](const QString& file, const QString& other) {
            messages_->showText(
                MessageBar::Kind::Warning,
                tr("%1 and %2 are different pictures with one UID. Each keeps its own work; check "
                   "which patient they are of.")
                    .arg(file, other));
        });
}

void MainWindow::keep(const ClipResult& result) {
    const ClipInfo* clip = studies_->clip(result.file);
    if (clip && static_cast<int>(result.frames.size()) == clip->frame_count)
        studies_->setFailure(result.file, {});  // all of it could be read now
    const auto segment = [result](const workflow::SessionState& state) {
        workflow::Edit edit =
            workflow::edits::segment(state, result.frames, result.threshold,
                                     workflow::edits::byNetwork("segment", result.model));
        edit.unasked = result.ahead;
        // Reviewed while the network was at it: nobody has seen what it found.
        if (!result.of_frame_in_view && state.study.stage == workflow::ReadingStage::Reviewed &&
            bringsOtherMasses(edit, state))
            edit.study = workflow::edits::setStage(state, workflow::ReadingStage::Segmented).study;
        return edit;
    };
    result.ahead ? keeper_->applyUnasked(result.file, segment)
                 : keeper_->apply(result.file, segment);
}

void MainWindow::markFrame() {
    const int frame = viewer_->frameIndex();
    keeper_->apply(viewer_->file(), [frame](const workflow::SessionState& state) {
        return workflow::edits::markFrame(state, frame, !state.frame(frame).marked);
    });
}

void MainWindow::setReviewed(bool reviewed) {
    keeper_->apply(viewer_->file(), [reviewed](const workflow::SessionState& state) {
        return workflow::edits::setReviewed(state, reviewed);
    });
}

/// Enter reviews a picture and goes on: undo takes that back, too, and goes back.
void MainWindow::undo() {
    findings_panel_->tellTexts();  // what was typed last is a step, too
    if (threshold_->drop(viewer_->file())) return;
    const QString reviewed = std::exchange(just_reviewed_, {});
    if (reviewed.isEmpty()) return corrections_->undo();
    keeper_->apply(reviewed, [](const workflow::SessionState& state) {
        return workflow::edits::setReviewed(state, false);
    });
    study_panel_->setCurrentFile(reviewed);
}

void MainWindow::showWork(const QString& file) {
    const WorkKeeper::Status& status = keeper_->status(file);
    studies_->setReading(file, status.state.study);
    if (file != viewer_->file()) return;
    showSteps();
    showMarkedFrames();
    showFindings();
}

void MainWindow::showSteps() {
    const WorkKeeper::Status& status = keeper_->status(viewer_->file());
    const auto label = [](const QString& verb, const QString& name) {
        return name.isEmpty() ? verb : verb + QStringLiteral(": ") + stepName(name);
    };
    undo_->setText(just_reviewed_.isEmpty() ? label(tr("&Undo"), status.undo_name)
                                            : tr("&Undo: review of the picture before"));
    undo_->setEnabled(!just_reviewed_.isEmpty() || !status.undo_name.isEmpty());
    redo_->setText(label(tr("&Redo"), status.redo_name));
    redo_->setEnabled(!status.redo_name.isEmpty());
    discard_->setEnabled(status.recovered > 0);
}

}  // namespace sonomask::ui
