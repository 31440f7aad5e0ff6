#pragma once

#include <vector>

#include <QWidget>

#include "workflow/findings.h"

class QLabel;

namespace sonomask::ui {

class TermRow;

/// The BI-RADS terms of one mass, and the second opinion where it is wanted.
class TermList final : public QWidget {
    Q_OBJECT

  public:
    explicit TermList(QWidget* parent = nullptr);

    void show(const workflow::LesionFinding& finding);
    void setSecondOpinionWanted(bool wanted);
    /// The category whose evidence stays in the picture; empty = none.
    const std::string& pinned() const noexcept { return pinned_; }
    void unpin();

  Q_SIGNALS:
    /// The reader's word for a category; empty = the computed one holds again.
    void overruled(const std::string& category, const std::string& word);
    /// The category whose evidence is to be drawn; empty = none.
    void evidenceWanted(const std::string& category);

  private:
    void add(TermRow* row);
    void pin(const std::string& category);

    std::vector<TermRow*> rows_;
    QLabel* opinion_;
    std::string pinned_;
    bool opinion_wanted_ = true;
};

}  // namespace sonomask::ui
