#include "ui/main_window.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

#include "base/error.h"
#include "ui/batch_dialog.h"
#include "ui/clip_viewer.h"
#include "ui/core_text.h"
#include "ui/exporter.h"
#include "ui/findings_panel.h"
#include "ui/icons.h"
#include "ui/key_bindings.h"
#include "ui/message_bar.h"
#include "ui/opener.h"
#include "ui/overlay_controls.h"
#include "ui/preferences.h"
#include "ui/screen_fit.h"
#include "ui/segmenter.h"
#include "ui/side_by_side.h"
#include "ui/study_panel.h"
#include "ui/task_strip.h"
#include "ui/text.h"
#include "ui/threshold_bar.h"
#include "ui/thumbnail_loader.h"
#include "ui/work_keeper.h"
#include "workflow/session_folder.h"

namespace sonomask::ui {

WindowOptions userOptions() {
    WindowOptions options;
    try {
        options.sessions = workflow::userSessionsFolder();
    } catch (const Error&) {
        options.no_sessions = currentFailure();
    }
    return options;
}

MainWindow::MainWindow(WindowOptions options, std::unique_ptr<Dialogs> dialogs, QWidget* parent)
    : QMainWindow(parent),
      dialogs_(std::move(dialogs)),
      host_(new ModelHost(std::move(options.engine), this)),
      studies_(new StudyModel(this)),
      findings_(new FindingsStore(this)),
      opener_(new Opener(options.sessions, this)),
      segmenter_(new Segmenter(host_, this)),
      exporter_(new Exporter(this)),
      thumbnails_(new ThumbnailLoader(this)),
      keeper_(new WorkKeeper(std::move(options.sessions), this)) {
    dialogs_->protect([this](const QString& file) { return studies_->leadsToListed(file); });
    setWindowTitle(tr("Sonomask"));
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    makeLayout();
    makeStatusBar();
    makeFileMenu();
    makeEditMenu();
    makeReadMenu();
    makeViewMenu();
    makeHelpMenu();
    makeToolBar();
    wireStudies();
    wireViewer();
    wireSegmentation();
    wireFindings();
    wireWork();
    wireTerms();
    wireTexts();
    wireReading();
    use(rememberedPreferences());
    keys_ = std::make_unique<KeyBindings>(findChildren<QAction*>());
    viewer_->view()->setMessage(tr("Drop pictures, clips or a DICOM study here."));
    showModelState();
    updateActions();
    if (options.no_sessions)
        messages_->showFailure(tr("Work is lost when the window closes"), *options.no_sessions);
}

MainWindow::~MainWindow() = default;

void MainWindow::makeLayout() {
    study_panel_ = new StudyPanel(studies_);
    viewer_ = new ClipViewer(findings_);
    viewer_->setObjectName(QStringLiteral("viewer"));
    messages_ = new MessageBar;
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(messages_);
    beside_ = new SideBySide(viewer_, findings_);
    column->addWidget(beside_, 1);
    addStartPage(column);

    splitter_ = new QSplitter(Qt::Horizontal, this);
    splitter_->setHandleWidth(1);
    splitter_->addWidget(study_panel_);
    splitter_->addWidget(centre);
    splitter_->addWidget(makeFindingsSide());
    splitter_->setStretchFactor(1, 1);
    splitter_->setSizes({300, 820, 290});
    for (int i = 0; i < 3; ++i) splitter_->setCollapsible(i, i != 1);
    setCentralWidget(splitter_);
    resize(fittingSize(*this, {1410, 860}));

    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    splitter_->restoreState(settings.value(QStringLiteral("window/splitter")).toByteArray());
}

QWidget* MainWindow::makeFindingsSide() {
    auto* side = new QWidget;
    side->setObjectName(QStringLiteral("sidePanel"));
    side->setAttribute(Qt::WA_StyledBackground);
    side->setMinimumWidth(250);
    findings_panel_ = new FindingsPanel(side);
    overlay_ = new OverlayControls(side);
    threshold_bar_ = new ThresholdBar(side);
    const auto divider = [side] {
        auto* line = new QFrame(side);
        line->setObjectName(QStringLiteral("divider"));
        return line;
    };
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(findings_panel_, 1);
    column->addWidget(divider());
    column->addWidget(threshold_bar_);
    column->addWidget(divider());
    column->addWidget(overlay_);
    return side;
}

void MainWindow::makeStatusBar() {
    task_strip_ = new TaskStrip;
    model_label_ = new QLabel;
    model_label_->setContentsMargins(8, 0, 8, 0);
    auto* notice = new QLabel(tr("Not for diagnostic use"));
    notice->setObjectName(QStringLiteral("notice"));
    notice->setContentsMargins(8, 0, 12, 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(task_strip_, 1);
    statusBar()->addPermanentWidget(model_label_);
    statusBar()->addPermanentWidget(notice);
}

void MainWindow::wireStudies() {
    connect(opener_, &Opener::found, this, &MainWindow::addFound);
    connect(
        studies_, &StudyModel::thumbnailWanted, thumbnails_,
        [this](const QString& file, int frames) { thumbnails_->request(toPath(file), frames); });
    connect(thumbnails_, &ThumbnailLoader::loaded, studies_, &StudyModel::setThumbnail);
    connect(study_panel_, &StudyPanel::searchLeft, this, &MainWindow::giveKeysToPicture);
    connect(study_panel_, &StudyPanel::fileChosen, this, [this](const QString& file) {
        if (file == viewer_->file()) return;
        findings_panel_->tellTexts();
        just_reviewed_.clear();
        if (!viewer_->file().isEmpty()) keeper_->save(viewer_->file());
        viewer_->open(file);
        keeper_->open(file);
        showFindings();
        updateActions();
    });
}

void MainWindow::wireViewer() {
    FrameView* view = viewer_->view();
    view->setOverlayStyle(overlay_->style());
    connect(overlay_, &OverlayControls::styleChanged, view, &FrameView::setOverlayStyle);
    connect(view, &FrameView::massClicked, this, &MainWindow::selectMass);
    connect(view, &FrameView::zoomChanged, this, &MainWindow::showCorners);
    connect(view, &FrameView::greyWindowChanged, this, &MainWindow::showCorners);
    connect(viewer_, &ClipViewer::opened, this, [this](const ClipInfo& info) {
        for (const std::string& warning : info.warnings)
            messages_->showText(MessageBar::Kind::Warning,
                                clipTitle(info) + QStringLiteral(": ") + coreText(warning));
    });
    connect(viewer_, &ClipViewer::frameShown, this, [this] {
        showFindings();
        showCorners();
        updateActions();
    });
    connect(viewer_, &ClipViewer::failed, this,
            [this](const QString& file, const Failure& failure) {
                // Of a clip that failed in part more is known than that one of its frames did.
                if (!studies_->indexOf(file).data(StudyModel::FailedRole).toBool())
                    studies_->setFailure(file, textOf(failure));
                messages_->showFailure(tr("Showing"), failure);
                showFindings();
                showCorners();
                updateActions();
            });
}

void MainWindow::wireSegmentation() {
    connect(host_, &ModelHost::changed, this, &MainWindow::showModelState);
    connect(segmenter_, &Segmenter::segmented, this,
            [this](const QString& file, const workflow::FrameFindings& findings) {
                // Where there is work, what is shown is what will have become of it.
                const int frame = findings.origin.index;
                if (keeper_->status(file).state.frame(frame).lesions.empty())
                    findings_->set(file, frame, findings);
            });
    connect(segmenter_, &Segmenter::finished, this, &MainWindow::keep);
    connect(segmenter_, &Segmenter::clipFailed, this,
            [this](const QString& file, const Failure& failure) {
                studies_->setFailure(file, textOf(failure));
                messages_->showFailure(tr("Segmenting"), failure);
            });
    connect(exporter_, &Exporter::leftOut, this, [this](const QString& file, const QString& why) {
        messages_->showText(MessageBar::Kind::Warning, tr("%1 is left out: %2").arg(file, why));
    });
    connect(exporter_, &Exporter::exported, this,
            [this](const ExportedWork& work) { keeper_->markExported(work.file, work.state); });
    connect(exporter_, &Exporter::written, this, [this](const QString& target) {
        messages_->showText(MessageBar::Kind::Info, tr("Written: %1").arg(target));
    });
}

void MainWindow::wireFindings() {
    connect(findings_, &FindingsStore::changed, this, [this](const QString& file, int frame) {
        if (file != viewer_->file() || frame != viewer_->frameIndex()) return;
        showFindings();
        updateActions();
    });
    connect(findings_panel_, &FindingsPanel::massChosen, this, &MainWindow::selectMass);
    connect(findings_panel_, &FindingsPanel::reviewToggled, this, &MainWindow::toggleReviewed);
}

void MainWindow::loadModel() {
    host_->load();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    event->acceptProposedAction();
    open(paths);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    findings_panel_->tellTexts();
    if (!work_is_safe_) {
        event->ignore();
        closeOnceWorkIsSafe();
        return;
    }
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/splitter"), splitter_->saveState());
    QMainWindow::closeEvent(event);
}

/// The disk may refuse what was done: then the reader decides.
void MainWindow::closeOnceWorkIsSafe() {
    if (std::exchange(is_closing_, true)) return;
    keeper_->saveAll([this](const QStringList& unsaved) {
        is_closing_ = false;
        const auto isGivenUp = [&] {
            return dialogs_->confirm(
                this, tr("Work that is not saved"),
                tr("The work on %n picture(s) could not be written to the disk (the message above "
                   "the picture says why). It is lost if Sonomask ends now.",
                   nullptr, static_cast<int>(unsaved.size())),
                tr("Quit without it"));
        };
        if (!unsaved.isEmpty() && !isGivenUp()) return;
        work_is_safe_ = true;
        close();
    });
}

}  // namespace sonomask::ui
