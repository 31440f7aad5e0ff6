#pragma once

#include <QFrame>

#include "workflow/findings.h"

class QGridLayout;
class QLabel;
class QProgressBar;

namespace sonomask::ui {

class TermList;
class TextField;

/// The numbers of one mass, aligned, in the findings panel.
class MassCard final : public QFrame {
    Q_OBJECT

  public:
    explicit MassCard(QWidget* parent = nullptr);

    /// `number` counts from 1. `by_hand` says that a person has changed the outline.
    void show(int number, const workflow::LesionFinding& finding, bool by_hand);
    void setSelected(bool selected);
    /// The terms and an empty note are shown or not; a note with words in it always is.
    void setOpen(bool open);
    TermList* terms() const noexcept { return terms_; }
    TextField* note() const noexcept { return note_; }

  Q_SIGNALS:
    void clicked();

  protected:
    void mousePressEvent(QMouseEvent* event) override;

  private:
    struct Line {
        QLabel* value;
        QLabel* unit;
    };
    Line addLine(const QString& name);

    QGridLayout* grid_;
    QLabel* title_;
    QLabel* score_;
    QProgressBar* score_bar_;
    Line area_;
    Line perimeter_;
    Line longest_;
    Line perpendicular_;
    Line width_;
    Line height_;
    Line ratio_;
    Line angle_;
    TermList* terms_;
    Line scale_;  ///< what the millimetres rest on
    TextField* note_;
};

}  // namespace sonomask::ui
