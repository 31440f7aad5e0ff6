#include <QAction>
#include <QBoxLayout>
#include <QMenu>

#include "ui/agreement_dialog.h"
#include "ui/clip_viewer.h"
#include "ui/corrections.h"
#include "ui/findings_panel.h"
#include "ui/help_window.h"
#include "ui/learning_set_dialog.h"
#include "ui/main_window.h"
#include "ui/message_bar.h"
#include "ui/preferences_dialog.h"
#include "ui/ruler.h"
#include "ui/side_by_side.h"
#include "ui/start_page.h"
#include "ui/work_keeper.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {

void MainWindow::addStartPage(QBoxLayout* column) {
    start_page_ = new StartPage;
    column->addWidget(start_page_, 1);
    connect(start_page_, &StartPage::openFilesWanted, this, &MainWindow::openFiles);
    connect(start_page_, &StartPage::openFolderWanted, this, &MainWindow::openFolder);
    connect(start_page_, &StartPage::studyWanted, this,
            [this](const QString& path) { open({path}); });
    const auto choose = [this] {
        const bool nothing = studies_->rowCount() == 0;
        if (beside_->isHidden() == nothing) return;  // it stands as it should
        beside_->setVisible(!nothing);
        start_page_->setVisible(nothing);
        giveKeysToPicture();
    };
    connect(studies_, &StudyModel::rowsInserted, this, choose);
    connect(studies_, &StudyModel::modelReset, this, choose);
    choose();
}

void MainWindow::giveKeysToPicture() {
    if (studies_->rowCount() == 0)
        start_page_->setFocus();
    else
        viewer_->view()->setFocus();
}

void MainWindow::showGuide() {
    auto* guide = findChild<HelpWindow*>();
    if (!guide) guide = new HelpWindow(this);
    guide->show();
    guide->raise();
}

void MainWindow::showPreferences() {
    auto* dialog = new PreferencesDialog(dialogs_.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PreferencesDialog::changed, this, &MainWindow::use);
    connect(dialog, &PreferencesDialog::languageChanged, this, [this] {
        messages_->showText(MessageBar::Kind::Info,
                            tr("The language changes when Sonomask is started again."));
    });
    dialog->open();
}

void MainWindow::use(const Preferences& preferences) {
    keeper_->setReader(preferences.reader);
    findings_panel_->setSecondOpinionWanted(preferences.second_opinion);
}

void MainWindow::makeRuler(QMenu* menu) {
    ruler_ = new Ruler({viewer_, keeper_, studies_, dialogs_.get(), messages_}, this);
    QAction* action =
        act(menu, "edit.ruler", tr("&Ruler: give the picture a scale"), QStringLiteral("ruler"),
            {QKeySequence(QStringLiteral("Ctrl+L"))}, [this] { ruler_->choose(); });
    action->setCheckable(true);
    needs_frame_.push_back(action);
    needs_frame_.push_back(act(menu, "edit.forgetRuler", tr("For&get the ruler's scale"), {}, {},
                               [this] { ruler_->forget(); }));
    connect(ruler_, &Ruler::activeChanged, action, &QAction::setChecked);
    connect(ruler_, &Ruler::aboutToStart, corrections_,
            [this] { corrections_->choose(Corrections::Tool::None); });
    connect(corrections_, &Corrections::toolChanged, ruler_, &Ruler::putAway);
}

void MainWindow::wireTexts() {
    connect(findings_panel_, &FindingsPanel::reportTextWritten, this,
            [this](const QString& file, const QString& text) {
                keeper_->apply(file,
                               [text = text.toStdString()](const workflow::SessionState& state) {
                                   return workflow::edits::setText(state, text);
                               });
            });
    connect(findings_panel_, &FindingsPanel::noteWritten, this,
            [this](const QString& file, int frame, int mass_id, const QString& text) {
                keeper_->apply(file,
                               [frame, mass_id, text = text.toStdString()](
                                   const workflow::SessionState& state) -> workflow::Edit {
                                   if (!state.frame(frame).find(mass_id))
                                       return {};  // deleted meanwhile
                                   return workflow::edits::setLesionNote(state, frame, mass_id,
                                                                         text);
                               });
            });
    connect(findings_panel_, &FindingsPanel::keysGivenBack, this, &MainWindow::giveKeysToPicture);
}

void MainWindow::wireTerms() {
    connect(findings_panel_, &FindingsPanel::termOverruled, this, &MainWindow::overruleTerm);
    connect(findings_panel_, &FindingsPanel::evidenceWanted, this, &MainWindow::showEvidence);
}

void MainWindow::overruleTerm(int mass, const std::string& category, const std::string& word) {
    keeper_->apply(viewer_->file(),
                   [frame = viewer_->frameIndex(), mass, category,
                    word](const workflow::SessionState& state) -> workflow::Edit {
                       const auto& lesions = state.frame(frame).lesions;
                       if (mass >= static_cast<int>(lesions.size())) return {};
                       const int id = lesions[static_cast<std::size_t>(mass)].id;
                       return workflow::edits::overruleTerm(state, frame, id, category, word);
                   });
}

void MainWindow::showEvidence(int mass, const std::string& category) {
    const auto* findings = viewer_->findings();
    const bool known = findings && mass < static_cast<int>(findings->lesions.size());
    viewer_->view()->setEvidence(
        known && !category.empty()
            ? std::optional<EvidenceLayer>(
                  std::in_place, findings->lesions[static_cast<std::size_t>(mass)], category)
            : std::nullopt);
}

void MainWindow::compareReaders() {
    keeper_->collect(studies_->filesOfStudyWith(viewer_->file()),
                     [this](const std::vector<workflow::ReadClip>& clips,
                            const std::vector<workflow::SkippedFile>&) {
                         auto* dialog = new AgreementDialog(clips, dialogs_.get(), this);
                         dialog->setAttribute(Qt::WA_DeleteOnClose);
                         dialog->show();
                     });
}

void MainWindow::exportLearningSet() {
    auto* dialog = new LearningSetDialog(studies_, keeper_, dialogs_.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

}  // namespace sonomask::ui
