#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QMainWindow>

#include "segmentation/engine.h"
#include "ui/dialogs.h"
#include "ui/model_host.h"
#include "ui/study_model.h"
#include "workflow/session_state.h"

class QAction;
class QActionGroup;
class QBoxLayout;
class QLabel;
class QMenu;
class QSplitter;
class QToolBar;

namespace sonomask::ui {

struct Preferences;
class Ahead;
class BatchDialog;
class ClipViewer;
class Corrections;
class Exporter;
struct ExportedWork;
class FindingsPanel;
class FindingsStore;
class KeyBindings;
class MessageBar;
class Opener;
class OverlayControls;
class Ruler;
class Segmenter;
class StartPage;
class SideBySide;
class StudyPanel;
class TaskStrip;
class ThresholdBar;
class ThresholdEditor;
class ThumbnailLoader;
class WorkKeeper;
struct BoxResult;
struct ClipResult;

struct WindowOptions {
    segmentation::EngineOptions engine;
    /// The folder that keeps the work on studies; empty = in memory only.
    std::filesystem::path sessions;
    /// Why there is no such folder though there should be; the window says so.
    std::optional<Failure> no_sessions{};
};

/// The shipped model, and the folder of the person who runs the program.
WindowOptions userOptions();

/// The program's window: study list, picture, findings, and the actions that join them. The work
/// itself is done by the parts it owns.
class MainWindow final : public QMainWindow {
    Q_OBJECT

  public:
    explicit MainWindow(WindowOptions options,
                        std::unique_ptr<Dialogs> dialogs = std::make_unique<DesktopDialogs>(),
                        QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Adds files and folders to the study list and shows the first new picture.
    void open(const QStringList& paths);
    /// The same, and segments every clip of the list once all are found.
    void openAndSegment(const QStringList& paths);
    /// Starts loading the model; called once the window is on screen.
    void loadModel();

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

  private:
    void closeOnceWorkIsSafe();
    void makeLayout();
    QWidget* makeFindingsSide();
    void makeStatusBar();
    void addStartPage(QBoxLayout* column);
    void wireStudies();
    void wireViewer();
    void wireSegmentation();
    void wireFindings();
    void wireWork();
    void wireReading();

    void makeFileMenu();
    void makeExportMenu(QMenu* file);
    void makeEditMenu();
    QActionGroup* makeToolActions(QMenu* menu);
    void makeViewMenu();
    void makeReadMenu();
    void makeAheadAction(QMenu* menu);
    void makeSideBySideActions(QMenu* menu);
    void makeThemeMenu(QMenu* view);
    void makeLanguageMenu(QMenu* view);
    void makeHelpMenu();
    void makeToolBar();
    QAction* act(QMenu* menu, const char* id, const QString& text, const QString& icon,
                 const QList<QKeySequence>& keys, std::function<void()> run);
    void fillRecentMenu(QMenu* menu);

    Task* startOpening(const QStringList& paths);
    void openFiles();
    void openFolder();
    void closeAll();
    void addFound(const std::vector<ClipInfo>& clips,
                  const std::vector<workflow::SkippedFile>& skipped);
    void segmentFrame();
    void segmentStudy();
    void segmentUnreviewed(QStringList files);
    void keep(const ClipResult& result);
    void segmentBox(const QRectF& box_in_frame);
    void keepBox(const BoxResult& result);
    void showMarkedFrames();
    /// The selected mass, or the masses there are, are others now.
    void followSelection();
    void setReviewed(bool reviewed);
    void showWork(const QString& file);
    /// What can be undone in the picture in view.
    void showSteps();
    void toggleReviewed();
    void reviewAndGoOn();
    void undo();
    /// The picture takes the keys; the start page while nothing is open.
    void giveKeysToPicture();
    void selectMass(int index);
    void stepMass(int by);
    void exportMask();
    void exportOverlay();
    void exportCsv();
    void exportJson();
    void exportReport();
    void markFrame();
    std::optional<QString> askForTarget(const QString& title, const QString& ending,
                                        const QString& filter);
    ExportedWork workInView() const;
    void showBatch();
    void showKeys();
    void showAbout();
    void showGuide();
    void showPreferences();
    void use(const Preferences& preferences);
    void makeRuler(QMenu* menu);
    void wireTerms();
    void wireTexts();
    void overruleTerm(int mass, const std::string& category, const std::string& word);
    void showEvidence(int mass, const std::string& category);
    void compareReaders();
    void exportLearningSet();

    void watch(Task* task);
    void showFindings();
    void showCorners();
    void showModelState();
    void updateActions();

    std::unique_ptr<Dialogs> dialogs_;
    ModelHost* host_;
    StudyModel* studies_;
    FindingsStore* findings_;
    Opener* opener_;
    Segmenter* segmenter_;
    Exporter* exporter_;
    ThumbnailLoader* thumbnails_;
    WorkKeeper* keeper_;

    QSplitter* splitter_ = nullptr;
    StartPage* start_page_ = nullptr;
    StudyPanel* study_panel_ = nullptr;
    ClipViewer* viewer_ = nullptr;
    MessageBar* messages_ = nullptr;
    FindingsPanel* findings_panel_ = nullptr;
    OverlayControls* overlay_ = nullptr;
    TaskStrip* task_strip_ = nullptr;
    QLabel* model_label_ = nullptr;
    BatchDialog* batch_ = nullptr;
    Corrections* corrections_ = nullptr;
    Ruler* ruler_ = nullptr;
    SideBySide* beside_ = nullptr;
    Ahead* ahead_ = nullptr;
    ThresholdBar* threshold_bar_ = nullptr;
    ThresholdEditor* threshold_ = nullptr;
    std::unique_ptr<KeyBindings> keys_;
    QAction* undo_ = nullptr;
    QAction* redo_ = nullptr;
    QAction* discard_ = nullptr;
    QAction* name_patient_ = nullptr;

    std::vector<QAction*> needs_frame_;
    std::vector<QAction*> needs_findings_;
    bool show_first_found_ = false;
    bool is_closing_ = false;
    bool work_is_safe_ = false;  ///< or given up: the window may close
    /// By Enter, which led to the picture in view; empty once something else was done.
    QString just_reviewed_;
};

}  // namespace sonomask::ui
