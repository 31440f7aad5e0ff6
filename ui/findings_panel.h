#pragma once

#include <vector>

#include <QWidget>

#include "workflow/findings.h"
#include "workflow/session_state.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace sonomask::ui {

class MassCard;
class TextField;

/// What was found in the frame in view: a card for each mass, where the millimetres come from,
/// warnings, and what the reader writes.
class FindingsPanel final : public QWidget {
    Q_OBJECT

  public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    /// Whose texts are written from now on. What was typed for the picture before is told first.
    void setPicture(const QString& file, int frame);
    /// The reader's text for the report, as it is kept.
    void setReportText(const QString& text);
    /// Tells what was typed and not told yet.
    void tellTexts();
    /// No picture is shown.
    void showNothing();
    /// The file that is chosen gives no picture.
    void showUnreadable();
    /// The frame was not segmented.
    void showUnsegmented();
    /// `work` says which masses were changed by hand, in the order of the findings, and whether the
    /// frame is marked.
    void show(const workflow::FrameFindings& findings, const workflow::SessionFrame& work);
    void setReviewed(bool reviewed);
    void setSelectedMass(int index);
    void setSecondOpinionWanted(bool wanted);

    int massCount() const noexcept { return count_; }

  Q_SIGNALS:
    void massChosen(int index);
    void reviewToggled(bool reviewed);
    /// The reader's word for a term of a mass; empty = the computed one holds again.
    void termOverruled(int mass, const std::string& category, const std::string& word);
    /// What decided this term is to be drawn; an empty category = nothing.
    void evidenceWanted(int mass, const std::string& category);
    void reportTextWritten(const QString& file, const QString& text);
    void noteWritten(const QString& file, int frame, int mass_id, const QString& text);
    /// The keys go back to the picture.
    void keysGivenBack();

  private:
    MassCard* card(int index);
    void wire(MassCard* card, int position);
    void showTermsOf(int mass);
    void showState(const QString& text);
    void showNote(std::size_t position, const workflow::SessionFrame& work);
    void showNotes(const workflow::FrameFindings& findings, bool marked);

    QLabel* state_;
    QVBoxLayout* list_;
    std::vector<MassCard*> cards_;  ///< kept and reused: frames of a cine follow quickly
    QLabel* notes_;
    TextField* report_text_;
    QPushButton* review_;
    QString file_;
    int frame_ = 0;
    QString text_of_;            ///< the file whose text for the report is shown
    std::vector<int> mass_ids_;  ///< of the masses shown
    int count_ = 0;
    bool second_opinion_wanted_ = true;
};

}  // namespace sonomask::ui
