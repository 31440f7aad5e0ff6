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

/// What was found in the frame in view: a card for each mass, where the millimetres come from, and
/// warnings.
class FindingsPanel final : public QWidget {
    Q_OBJECT

  public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    /// No picture is shown.
    void showNothing();
    /// The frame was not segmented.
    void showUnsegmented();
    /// `work` says which masses were changed by hand, in the order of the findings, and whether the
    /// frame is marked.
    void show(const workflow::FrameFindings& findings, const workflow::SessionFrame& work);
    void setReviewed(bool reviewed);
    void setSelectedMass(int index);

    int massCount() const noexcept { return count_; }

  Q_SIGNALS:
    void massChosen(int index);
    void reviewToggled(bool reviewed);

  private:
    MassCard* card(int index);
    void showState(const QString& text);
    void showNotes(const workflow::FrameFindings& findings, bool marked);

    QLabel* state_;
    QVBoxLayout* list_;
    std::vector<MassCard*> cards_;  ///< kept and reused: frames of a cine follow quickly
    QLabel* notes_;
    QPushButton* review_;
    int count_ = 0;
};

}  // namespace sonomask::ui
