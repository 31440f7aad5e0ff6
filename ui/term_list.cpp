#include "ui/term_list.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/term_row.h"
#include "ui/term_text.h"
#include "ui/text.h"

namespace sonomask::ui {

TermList::TermList(QWidget* parent) : QWidget(parent), opinion_(new QLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(2);
    for (const descriptors::Category& category : descriptors::vocabulary()) {
        auto* row = new TermRow(category, this);
        column->addWidget(row);
        add(row);
    }
    opinion_->setObjectName(QStringLiteral("opinion"));
    opinion_->setWordWrap(true);
    opinion_->setContentsMargins(6, 6, 0, 0);
    opinion_->setToolTip(
        tr("A classifier's probability from the picture and the outline, trained "
           "on images with known pathology. Not a diagnosis. Preferences switch "
           "it off."));
    column->addWidget(opinion_);
}

void TermList::add(TermRow* row) {
    rows_.push_back(row);
    connect(row, &TermRow::overruled, this,
            [this, row](const std::string& word) { Q_EMIT overruled(row->category(), word); });
    connect(row, &TermRow::entered, this, [this, row] { Q_EMIT evidenceWanted(row->category()); });
    connect(row, &TermRow::left, this, [this] { Q_EMIT evidenceWanted(pinned_); });
    connect(row, &TermRow::clicked, this,
            [this, row] { pin(pinned_ == row->category() ? std::string() : row->category()); });
}

void TermList::pin(const std::string& category) {
    pinned_ = category;
    for (TermRow* row : rows_) row->setPinned(row->category() == category);
    Q_EMIT evidenceWanted(category);
}

void TermList::unpin() {
    if (!pinned_.empty()) pin({});
}

void TermList::show(const workflow::LesionFinding& finding) {
    for (TermRow* row : rows_) {
        const descriptors::Term* computed = finding.description.find(row->category());
        const auto word = finding.overruled.find(row->category());
        const bool has_word = word != finding.overruled.end();
        row->show(computed, has_word ? word->second : std::string());
        row->setVisible(computed != nullptr || has_word);
    }
    const auto& opinion = finding.description.second_opinion;
    opinion_->setVisible(opinion_wanted_ && opinion.has_value());
    if (opinion)
        opinion_->setText(tr("Second opinion: %1, %2 % · not a diagnosis")
                              .arg(termWord(opinion->value), number(100 * opinion->confidence, 0)));
}

void TermList::setSecondOpinionWanted(bool wanted) {
    opinion_wanted_ = wanted;
    opinion_->setVisible(wanted && !opinion_->text().isEmpty());
}

}  // namespace sonomask::ui
