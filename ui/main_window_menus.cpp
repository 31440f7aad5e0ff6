#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include "ui/clip_viewer.h"
#include "ui/icons.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/overlay_controls.h"
#include "ui/recent_studies.h"
#include "ui/study_panel.h"
#include "ui/task_strip.h"
#include "ui/theme.h"

namespace sonomask::ui {
namespace {

QList<QKeySequence> keys(std::initializer_list<const char*> names) {
    QList<QKeySequence> result;
    for (const char* name : names) result << QKeySequence(QLatin1String(name));
    return result;
}

}  // namespace

QAction* MainWindow::act(QMenu* menu, const char* id, const QString& text, const QString& icon,
                         const QList<QKeySequence>& keys, std::function<void()> run) {
    QAction* action = menu->addAction(text);
    action->setObjectName(QLatin1String(id));
    if (!icon.isEmpty()) action->setIcon(lineIcon(icon));
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    return action;
}

void MainWindow::makeFileMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    act(menu, "file.open", tr("&Open files …"), QStringLiteral("open-file"), keys({"Ctrl+O"}),
        [this] { openFiles(); });
    act(menu, "file.openFolder", tr("Open &folder or DICOM study …"), QStringLiteral("open-folder"),
        keys({"Ctrl+Shift+O"}), [this] { openFolder(); });
    QMenu* recent = menu->addMenu(tr("&Recent studies"));
    recent->setObjectName(QStringLiteral("file.recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(recent); });
    act(menu, "file.closeAll", tr("&Close all"), {}, keys({"Ctrl+W"}), [this] { closeAll(); });
    menu->addSeparator();
    makeExportMenu(menu);
    menu->addSeparator();
    act(menu, "file.batch", tr("&Batch-segment folder …"), QStringLiteral("batch"),
        keys({"Ctrl+B"}), [this] { showBatch(); });
    menu->addSeparator();
    act(menu, "file.preferences", tr("&Preferences …"), {}, keys({"Ctrl+,"}),
        [this] { showPreferences(); });
    act(menu, "file.quit", tr("&Quit"), {}, keys({"Ctrl+Q"}), [this] { close(); });
}

void MainWindow::makeExportMenu(QMenu* file) {
    QMenu* menu = file->addMenu(lineIcon(QStringLiteral("export")), tr("&Export"));
    menu->setObjectName(QStringLiteral("file.export"));
    needs_findings_ = {
        act(menu, "export.mask", tr("&Mask of this frame (PNG) …"), {}, keys({"Ctrl+M"}),
            [this] { exportMask(); }),
        act(menu, "export.overlay", tr("Frame with &overlay (PNG) …"), {}, keys({"Ctrl+E"}),
            [this] { exportOverlay(); }),
        act(menu, "export.csv", tr("Measurements of this clip (&CSV) …"), {},
            keys({"Ctrl+Shift+E"}), [this] { exportCsv(); }),
        act(menu, "export.json", tr("Findings of this clip (&JSON) …"), {}, keys({"Ctrl+J"}),
            [this] { exportJson(); }),
    };
    menu->addSeparator();
    needs_findings_.push_back(act(menu, "export.report", tr("&Report of this study (PDF, HTML) …"),
                                  QStringLiteral("report"), keys({"Ctrl+R"}),
                                  [this] { exportReport(); }));
    act(menu, "export.learningSet", tr("Reviewed studies for &training …"), {}, {},
        [this] { exportLearningSet(); });
    name_patient_ = menu->addAction(tr("&Name the patient in reports"));
    name_patient_->setCheckable(true);
    name_patient_->setChecked(true);
}

void MainWindow::fillRecentMenu(QMenu* menu) {
    menu->clear();
    const QStringList paths = recentStudies();
    for (const QString& path : paths) {
        QAction* action = menu->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { open({path}); });
    }
    if (paths.isEmpty()) {
        menu->addAction(tr("Nothing opened yet"))->setEnabled(false);
        return;
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Forget these")), &QAction::triggered, this, &forgetStudies);
}

void MainWindow::makeReadMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Read"));
    needs_frame_.push_back(act(menu, "read.segmentFrame", tr("&Segment this frame"),
                               QStringLiteral("segment"), keys({"S"}), [this] { segmentFrame(); }));
    needs_frame_.push_back(act(menu, "read.segmentStudy", tr("Segment this s&tudy"),
                               QStringLiteral("segment-study"), keys({"Shift+S"}),
                               [this] { segmentStudy(); }));
    act(menu, "read.cancel", tr("&Cancel the work under way"), QStringLiteral("cancel"),
        keys({"Esc"}), [this] { task_strip_->cancel(); });
    menu->addSeparator();
    QAction* review =
        act(menu, "read.review", tr("&Reviewed, and on to the next"), QStringLiteral("check"),
            keys({"Return", "Enter"}), [this] { reviewAndGoOn(); });
    review->setAutoRepeat(false);  // one press, one picture
    needs_frame_.push_back(review);
    menu->addSeparator();
    makeAheadAction(menu);
    menu->addSeparator();
    act(menu, "read.next", tr("&Next picture"), {}, keys({"N", "PgDown"}),
        [this] { study_panel_->step(1); });
    act(menu, "read.previous", tr("&Previous picture"), {}, keys({"P", "PgUp"}),
        [this] { study_panel_->step(-1); });
    act(menu, "read.nextStudy", tr("Next st&udy"), {}, keys({"Shift+N", "Ctrl+PgDown"}),
        [this] { study_panel_->stepStudy(1); });
    act(menu, "read.previousStudy", tr("Previous stud&y"), {}, keys({"Shift+P", "Ctrl+PgUp"}),
        [this] { study_panel_->stepStudy(-1); });
    menu->addSeparator();
    act(menu, "read.nextMass", tr("Next &mass"), {}, keys({"M"}), [this] { stepMass(1); });
    act(menu, "read.previousMass", tr("Previous m&ass"), {}, keys({"Shift+M"}),
        [this] { stepMass(-1); });
    menu->addSeparator();
    act(menu, "read.play", tr("P&lay or pause"), QStringLiteral("play"), keys({"Space"}),
        [this] { viewer_->togglePlaying(); });
    act(menu, "read.nextFrame", tr("Ne&xt frame"), {}, keys({"Right"}),
        [this] { viewer_->step(1); });
    act(menu, "read.previousFrame", tr("Pre&vious frame"), {}, keys({"Left"}),
        [this] { viewer_->step(-1); });
    needs_frame_.push_back(act(menu, "read.mark", tr("Mar&k this frame for the report"), {},
                               keys({"K"}), [this] { markFrame(); }));
    needs_frame_.push_back(act(menu, "read.compare", tr("Compare with anothe&r reader …"), {},
                               keys({"Ctrl+Shift+R"}), [this] { compareReaders(); }));
    act(menu, "read.find", tr("Searc&h the list"), QStringLiteral("search"), keys({"Ctrl+F"}),
        [this] { study_panel_->focusSearch(); });
}

void MainWindow::makeViewMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    FrameView* view = viewer_->view();
    act(menu, "view.overlay", tr("Show or hide the &outlines"), QStringLiteral("overlay"),
        keys({"O"}), [this] { overlay_->setShown(!overlay_->style().visible); });
    act(menu, "view.graphics", tr("Show or hide the file's own &graphics"), {}, keys({"G"}),
        [this] { overlay_->setGraphicsShown(!overlay_->style().graphics); });
    menu->addSeparator();
    needs_frame_.push_back(act(menu, "view.fit", tr("&Fit to the window"),
                               QStringLiteral("zoom-fit"), keys({"F", "0"}),
                               [view] { view->fit(); }));
    needs_frame_.push_back(act(menu, "view.actual", tr("One to &one"), QStringLiteral("zoom-one"),
                               keys({"1"}), [view] { view->zoomToActualSize(); }));
    needs_frame_.push_back(act(menu, "view.zoomIn", tr("Zoom &in"), QStringLiteral("zoom-in"),
                               keys({"+", "="}), [view] { view->zoomBy(1.25); }));
    needs_frame_.push_back(act(menu, "view.zoomOut", tr("Zoom o&ut"), QStringLiteral("zoom-out"),
                               keys({"-"}), [view] { view->zoomBy(0.8); }));
    menu->addSeparator();
    makeSideBySideActions(menu);
    menu->addSeparator();
    needs_frame_.push_back(act(menu, "view.resetWindow", tr("Reset grey &window"),
                               QStringLiteral("window-level"), keys({"W"}),
                               [view] { view->setGreyWindow({}); }));
    menu->addSeparator();
    act(menu, "view.studies", tr("Study &list"), {}, keys({"F7"}),
        [this] { study_panel_->setVisible(!study_panel_->isVisible()); });
    makeThemeMenu(menu);
    makeLanguageMenu(menu);
}

void MainWindow::makeThemeMenu(QMenu* view) {
    QMenu* menu = view->addMenu(tr("&Theme"));
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("As the &system")},
                                                       {ThemeChoice::Dark, tr("&Dark")},
                                                       {ThemeChoice::Light, tr("&Light")}};
    for (const auto& [choice, text] : choices)
        connect(menu->addAction(text), &QAction::triggered, this, [choice = choice] {
            rememberTheme(choice);
            applyTheme(*qApp, choice);
        });
}

void MainWindow::makeLanguageMenu(QMenu* view) {
    QMenu* menu = view->addMenu(tr("L&anguage"));
    // Each language in its own words, for those who landed in another one.
    const std::pair<const char*, QString> choices[] = {{"", tr("As the &system")},
                                                       {"en", QStringLiteral("English")},
                                                       {"zh_CN", QStringLiteral("简体中文")}};
    for (const auto& [name, text] : choices)
        connect(menu->addAction(text), &QAction::triggered, this, [this, name = name] {
            rememberLanguage(QLatin1String(name));
            messages_->showText(MessageBar::Kind::Info,
                                tr("The language changes when Sonomask is started again."));
        });
}

void MainWindow::makeHelpMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    act(menu, "help.keys", tr("&Keys"), {}, keys({"F1"}), [this] { showKeys(); });
    act(menu, "help.guide", tr("User &guide"), {}, keys({"Shift+F1"}), [this] { showGuide(); });
    act(menu, "help.about", tr("&About Sonomask"), QStringLiteral("info"), {},
        [this] { showAbout(); });
}

void MainWindow::makeToolBar() {
    QToolBar* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    const auto add = [this, bar](const char* id) {
        bar->addAction(findChild<QAction*>(QLatin1String(id)));
    };
    add("file.open");
    add("file.openFolder");
    bar->addSeparator();
    add("read.segmentFrame");
    add("read.segmentStudy");
    bar->addSeparator();
    for (const char* id : {"edit.brush", "edit.eraser", "edit.outline", "edit.contour", "edit.line",
                           "edit.box", "edit.delete", "edit.undo", "edit.redo"})
        add(id);
    bar->addSeparator();
    for (const char* id : {"view.overlay", "view.fit", "view.actual", "view.zoomIn", "view.zoomOut",
                           "view.resetWindow", "view.beside"})
        add(id);
    bar->addSeparator();
    add("file.batch");
    auto* exports = new QToolButton(bar);
    exports->setIcon(lineIcon(QStringLiteral("export")));
    exports->setToolTip(tr("Export"));
    exports->setAccessibleName(tr("Export"));
    exports->setMenu(findChild<QMenu*>(QStringLiteral("file.export")));
    exports->setPopupMode(QToolButton::InstantPopup);
    bar->addWidget(exports);
    // Qt's own icon is black in every theme.
    auto* more = bar->findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button"));
    more->setIcon(lineIcon(QStringLiteral("more")));
    more->setToolTip(tr("More tools"));
    more->setAccessibleName(tr("More tools"));
}

}  // namespace sonomask::ui
