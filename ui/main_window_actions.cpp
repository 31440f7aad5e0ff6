#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QSettings>

#include "ui/about_dialog.h"
#include "ui/ahead.h"
#include "ui/batch_dialog.h"
#include "ui/clip_viewer.h"
#include "ui/exporter.h"
#include "ui/findings_panel.h"
#include "ui/key_bindings.h"
#include "ui/key_sheet.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/opener.h"
#include "ui/overlay_controls.h"
#include "ui/recent_studies.h"
#include "ui/report_options.h"
#include "ui/segmenter.h"
#include "ui/side_by_side.h"
#include "ui/study_panel.h"
#include "ui/task_strip.h"
#include "ui/text.h"
#include "ui/thumbnail_loader.h"
#include "ui/work_keeper.h"
#include "workflow/output_names.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {
namespace {

QString exportFolderKey() {
    return QStringLiteral("export/folder");
}

}  // namespace

void MainWindow::watch(Task* task) {
    task_strip_->watch(task);
    connect(task, &Task::failed, this, [this, title = task->title()](const Failure& failure) {
        messages_->showFailure(title, failure);
    });
}

void MainWindow::openFiles() {
    open(dialogs_->chooseFiles(this));
}

void MainWindow::openFolder() {
    if (const auto folder = dialogs_->chooseFolder(this, tr("Open folder or DICOM study"), {}))
        open({*folder});
}

void MainWindow::open(const QStringList& paths) {
    if (!paths.isEmpty()) startOpening(paths);
}

void MainWindow::openAndSegment(const QStringList& paths) {
    if (paths.isEmpty()) return;
    connect(startOpening(paths), &Task::ended, this, [this](bool cancelled) {
        if (!cancelled) segmentUnreviewed(studies_->files());
    });
}

Task* MainWindow::startOpening(const QStringList& paths) {
    std::vector<std::filesystem::path> inputs;
    for (const QString& path : paths) {
        inputs.push_back(toPath(path));
        rememberStudy(path);
    }
    show_first_found_ = true;
    Task* task = opener_->open(inputs);
    watch(task);
    return task;
}

void MainWindow::addFound(const std::vector<ClipInfo>& clips,
                          const std::vector<workflow::SkippedFile>& skipped) {
    for (const ClipInfo& clip : clips) studies_->add(clip);
    for (const workflow::SkippedFile& file : skipped) studies_->addSkipped(file);
    if (show_first_found_ && !clips.empty()) {
        show_first_found_ = false;
        const QString found = fromPath(clips.front().file);
        study_panel_->setCurrentFile(studies_->filesOfStudyWith(found).value(0, found));
        giveKeysToPicture();
    }
}

void MainWindow::closeAll() {
    findings_panel_->tellTexts();
    opener_->stop();
    segmenter_->stop();
    thumbnails_->clear();
    viewer_->close();
    just_reviewed_.clear();
    beside_->letGo();
    ahead_->follow({});
    studies_->clear();
    findings_->clear();
    keeper_->closeAll();
    findings_panel_->showNothing();
    viewer_->view()->setMessage(tr("Drop pictures, clips or a DICOM study here."));
    updateActions();
}

void MainWindow::segmentFrame() {
    if (viewer_->frame()) watch(segmenter_->segmentFrame(viewer_->file(), *viewer_->frame()));
}

void MainWindow::segmentStudy() {
    segmentUnreviewed(studies_->filesOfStudyWith(viewer_->file()));
}

/// What the reader has reviewed is not segmented again unless she asks for that very picture.
void MainWindow::segmentUnreviewed(QStringList files) {
    files.erase(std::remove_if(files.begin(), files.end(),
                               [this](const QString& file) {
                                   return studies_->state(file) == ClipState::Reviewed;
                               }),
                files.end());
    if (!files.isEmpty()) watch(segmenter_->segmentClips(files));
}

void MainWindow::toggleReviewed() {
    setReviewed(studies_->state(viewer_->file()) != ClipState::Reviewed);
}

void MainWindow::reviewAndGoOn() {
    const QString file = viewer_->file();
    const bool anew = studies_->state(file) != ClipState::Reviewed;
    setReviewed(true);
    study_panel_->step(1);
    if (anew && viewer_->file() != file) just_reviewed_ = file;
    showSteps();
}

void MainWindow::selectMass(int index) {
    viewer_->view()->setSelectedMass(index);
    findings_panel_->setSelectedMass(index);
    followSelection();
}

void MainWindow::stepMass(int by) {
    const int count = findings_panel_->massCount();
    if (count == 0) return;
    const int current = viewer_->view()->selectedMass();
    selectMass(current < 0 ? (by > 0 ? 0 : count - 1) : (current + by + count) % count);
}

std::optional<QString> MainWindow::askForTarget(const QString& title, const QString& ending,
                                                const QString& filter) {
    QSettings settings;
    const QFileInfo source(viewer_->file());
    const QDir folder(settings.value(exportFolderKey(), source.absolutePath()).toString());
    const QString name = source.completeBaseName() + ending;
    const auto target = dialogs_->chooseSaveFile(this, title, folder.filePath(name), filter);
    if (target) settings.setValue(exportFolderKey(), QFileInfo(*target).absolutePath());
    return target;
}

ExportedWork MainWindow::workInView() const {
    return {viewer_->file(), keeper_->status(viewer_->file()).state};
}

void MainWindow::exportMask() {
    if (!viewer_->findings()) return;
    // As they are now: a clip may play on while the target is asked for.
    const workflow::FrameFindings findings = *viewer_->findings();
    const ExportedWork work = workInView();
    const QString ending =
        fromUtf8(workflow::maskFileName({}, viewer_->frameCount(), viewer_->frameIndex()));
    if (const auto target = askForTarget(tr("Export mask"), ending, tr("PNG picture (*.png)")))
        watch(exporter_->mask(*target, work, findings));
}

void MainWindow::exportOverlay() {
    if (!viewer_->findings()) return;
    const workflow::FrameFindings findings = *viewer_->findings();
    const ExportedWork work = workInView();
    const Frame picture = *viewer_->frame();
    const QString frame =
        viewer_->frameCount() > 1
            ? QStringLiteral("_f%1").arg(viewer_->frameIndex(), 4, 10, QLatin1Char('0'))
            : QString();
    const auto target = askForTarget(tr("Export overlay"), frame + QStringLiteral("_overlay.png"),
                                     tr("PNG picture (*.png)"));
    if (target) watch(exporter_->overlay(*target, work, picture, findings, overlay_->style()));
}

// What is exported is what was in view when it was asked for: another picture may come into view
// while the target is chosen.

void MainWindow::exportCsv() {
    const ExportedWork work = workInView();
    const auto findings = findings_->ofClip(work.file);
    const auto target = askForTarget(tr("Export measurements"), QStringLiteral("_measurements.csv"),
                                     tr("Table (*.csv)"));
    if (target) watch(exporter_->csv(*target, work, findings));
}

void MainWindow::exportJson() {
    const ExportedWork work = workInView();
    const ClipInfo* listed = studies_->clip(work.file);
    if (!listed) return;
    const ClipInfo clip = *listed;
    const auto findings = findings_->ofClip(work.file);
    const auto target =
        askForTarget(tr("Export findings"), QStringLiteral("_findings.json"), tr("JSON (*.json)"));
    if (target) watch(exporter_->json(*target, work, clip, findings));
}

void MainWindow::exportReport() {
    const QStringList study = studies_->filesOfStudyWith(viewer_->file());
    findings_panel_->tellTexts();
    const auto target = askForTarget(tr("Report"), QStringLiteral("_report.pdf"),
                                     tr("PDF (*.pdf);;Web page (*.html)"));
    if (!target) return;
    keeper_->collect(study,
                     [this, target = *target, options = reportOptions(name_patient_->isChecked())](
                         const std::vector<workflow::ReadClip>& clips,
                         const std::vector<workflow::SkippedFile>& unreadable) {
                         watch(exporter_->report(target, clips, unreadable, options,
                                                 describeOptions(), keeper_->reader()));
                     });
}

void MainWindow::showBatch() {
    if (!batch_) {
        batch_ = new BatchDialog(host_, dialogs_.get(), this);
        connect(batch_, &BatchDialog::started, task_strip_, &TaskStrip::watch);
    }
    batch_->show();
    batch_->raise();
}

void MainWindow::showKeys() {
    auto* sheet = new KeySheet(*keys_, menuBar(), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->show();
}

void MainWindow::showAbout() {
    auto* about = new AboutDialog(*host_, this);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->open();
}

void MainWindow::showFindings() {
    const auto* findings = viewer_->findings();
    findings_panel_->setPicture(viewer_->file(), viewer_->frameIndex());
    findings_panel_->setReportText(fromUtf8(keeper_->status(viewer_->file()).state.study.text));
    if (viewer_->isUnreadable()) {
        findings_panel_->showUnreadable();
    } else if (!viewer_->frame()) {
        findings_panel_->showNothing();
    } else if (findings) {
        findings_panel_->show(*findings,
                              keeper_->status(viewer_->file()).state.frame(viewer_->frameIndex()));
    } else {
        findings_panel_->showUnsegmented();
    }
    findings_panel_->setReviewed(studies_->state(viewer_->file()) == ClipState::Reviewed);
    findings_panel_->setSelectedMass(viewer_->view()->selectedMass());
    followSelection();
}

void MainWindow::showCorners() {
    const ClipInfo* clip = studies_->clip(viewer_->file());
    FrameView* view = viewer_->view();
    CornerTexts corners;
    if (clip) {
        const QString name = personName(clip->patient_name);
        QStringList lines{name.isEmpty() ? clipTitle(*clip) : name, fromUtf8(clip->patient_id),
                          dateText(clip->study_date)};
        lines.removeAll(QString());
        corners.top_left = lines.join(QLatin1Char('\n'));
        if (clip->frame_count > 1)
            corners.top_right =
                tr("Frame %1 of %2").arg(viewer_->frameIndex() + 1).arg(clip->frame_count);
        corners.bottom_left = tr("Zoom %1 %").arg(qRound(view->transform().zoom() * 100));
        if (!view->greyWindow().isIdentity())
            corners.bottom_left += QLatin1Char('\n') + tr("L %1  W %2")
                                                           .arg(qRound(view->greyWindow().level))
                                                           .arg(qRound(view->greyWindow().width));
    }
    view->setCorners(corners);
}

void MainWindow::showModelState() {
    switch (host_->state()) {
        case ModelHost::State::NotLoaded:
        case ModelHost::State::Loading:
            model_label_->setText(tr("Loading the model …"));
            break;
        case ModelHost::State::Ready: {
            const auto engine = host_->engine();
            model_label_->setText(QStringLiteral("%1 · %2 · %3")
                                      .arg(fromUtf8(engine->model().name),
                                           fromUtf8(engine->device()),
                                           fromUtf8(engine->precision())));
            model_label_->setToolTip(fromUtf8(engine->model().architecture));
            break;
        }
        case ModelHost::State::Failed:
            model_label_->setText(tr("No model"));
            messages_->showFailure(tr("Loading the model"), host_->failure());
            break;
    }
}

void MainWindow::updateActions() {
    const bool has_frame = viewer_->frame() != nullptr;
    const bool has_findings = viewer_->findings() != nullptr;
    for (QAction* action : needs_frame_) action->setEnabled(has_frame);
    for (QAction* action : needs_findings_) action->setEnabled(has_findings);
    showSteps();
}

}  // namespace sonomask::ui
