#include "ui/findings_panel.h"

#include <utility>

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/core_text.h"
#include "ui/icons.h"
#include "ui/mass_card.h"
#include "ui/term_list.h"
#include "ui/text.h"
#include "ui/text_field.h"

namespace sonomask::ui {
namespace {

/// In the place of a mass's id, which counts from 1.
constexpr int kNotKept = 0;     ///< the network has just found it
constexpr int kOtherMass = -1;  ///< the card showed one of another picture, or none

}  // namespace

FindingsPanel::FindingsPanel(QWidget* parent)
    : QWidget(parent),
      state_(new QLabel(this)),
      list_(new QVBoxLayout),
      notes_(new QLabel(this)),
      report_text_(new TextField(tr("Text for the report"), this)),
      review_(new QPushButton(tr("Reviewed"), this)) {
    auto* title = new QLabel(tr("FINDINGS"), this);
    title->setObjectName(QStringLiteral("panelTitle"));
    state_->setWordWrap(true);
    state_->setObjectName(QStringLiteral("muted"));
    notes_->setWordWrap(true);
    notes_->setObjectName(QStringLiteral("muted"));
    notes_->setTextFormat(Qt::PlainText);
    review_->setCheckable(true);
    review_->setIcon(lineIcon(QStringLiteral("check")));

    auto* content = new QWidget;
    list_->setContentsMargins(14, 0, 14, 8);
    list_->setSpacing(10);
    list_->addWidget(state_);
    list_->addWidget(notes_);
    list_->addStretch(1);
    content->setLayout(list_);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Findings"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 14, 0, 12);
    layout->setSpacing(10);
    title->setContentsMargins(16, 0, 16, 0);
    layout->addWidget(title);
    layout->addWidget(scroll, 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(14, 0, 14, 0);
    foot->addWidget(report_text_);
    foot->addWidget(review_);
    layout->addLayout(foot);
    connect(review_, &QPushButton::clicked, this, &FindingsPanel::reviewToggled);
    report_text_->setObjectName(QStringLiteral("reportText"));
    connect(report_text_, &TextField::written, this,
            [this](const QString& text) { Q_EMIT reportTextWritten(file_, text); });
    connect(report_text_, &TextField::left, this, &FindingsPanel::keysGivenBack);
    showNothing();
}

MassCard* FindingsPanel::card(int index) {
    while (static_cast<int>(cards_.size()) <= index) {
        auto* card = new MassCard(this);
        const int position = static_cast<int>(cards_.size());
        wire(card, position);
        list_->insertWidget(1 + position, card);
        cards_.push_back(card);
    }
    return cards_[static_cast<std::size_t>(index)];
}

void FindingsPanel::wire(MassCard* card, int position) {
    TermList* terms = card->terms();
    terms->setSecondOpinionWanted(second_opinion_wanted_);
    connect(card, &MassCard::clicked, this, [this, position] { Q_EMIT massChosen(position); });
    connect(terms, &TermList::overruled, this,
            [this, position](const std::string& category, const std::string& word) {
                Q_EMIT termOverruled(position, category, word);
            });
    connect(terms, &TermList::evidenceWanted, this, [this, position](const std::string& category) {
        Q_EMIT evidenceWanted(position, category);
    });
    connect(card->note(), &TextField::written, this, [this, position](const QString& text) {
        Q_EMIT noteWritten(file_, frame_, mass_ids_[static_cast<std::size_t>(position)], text);
    });
    connect(card->note(), &TextField::left, this, &FindingsPanel::keysGivenBack);
}

void FindingsPanel::setPicture(const QString& file, int frame) {
    if (file == file_ && frame == frame_) return;
    tellTexts();
    file_ = file;
    frame_ = frame;
    mass_ids_.assign(cards_.size(), kOtherMass);
}

void FindingsPanel::setReportText(const QString& text) {
    if (std::exchange(text_of_, file_) == file_)
        report_text_->setKept(text);
    else
        report_text_->turnTo(text);
    report_text_->setEnabled(true);
}

void FindingsPanel::tellTexts() {
    report_text_->tell();
    for (MassCard* card : cards_) card->note()->tell();
}

void FindingsPanel::setSecondOpinionWanted(bool wanted) {
    second_opinion_wanted_ = wanted;
    for (MassCard* card : cards_) card->terms()->setSecondOpinionWanted(wanted);
}

/// Only the mass that is looked at shows its terms, so that the numbers of all fit on the screen.
void FindingsPanel::showTermsOf(int mass) {
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->setOpen(count_ == 1 || static_cast<int>(i) == mass);
}

void FindingsPanel::showState(const QString& text) {
    count_ = 0;
    for (MassCard* card : cards_) card->setVisible(false);
    state_->setText(text);
    state_->setVisible(!text.isEmpty());
    notes_->setVisible(false);
}

void FindingsPanel::showNothing() {
    showState(tr("Open a picture, a clip or a study to begin."));
    report_text_->setEnabled(false);
    review_->setEnabled(false);
}

void FindingsPanel::showUnreadable() {
    showState(tr("This picture could not be read. The message above the picture says why."));
    report_text_->setEnabled(false);
    review_->setEnabled(false);
}

void FindingsPanel::showUnsegmented() {
    showState(tr("Not segmented yet. Press S for this frame, Shift+S for the whole study."));
    review_->setEnabled(true);
}

void FindingsPanel::show(const workflow::FrameFindings& findings,
                         const workflow::SessionFrame& work) {
    const int count = static_cast<int>(findings.lesions.size());
    showState(count == 0 ? tr("No mass was found in this frame.") : QString());
    count_ = count;
    for (int i = 0; i < count; ++i) {
        const auto position = static_cast<std::size_t>(i);
        const bool by_hand =
            position < work.lesions.size() && work.lesions[position].touchedByHand();
        card(i)->show(i + 1, findings.lesions[position], by_hand);
        card(i)->setVisible(true);
        showNote(position, work);
    }
    showNotes(findings, work.marked);
    review_->setEnabled(true);
}

/// A mass that the network has just found and that is not kept yet has no note.
void FindingsPanel::showNote(std::size_t position, const workflow::SessionFrame& work) {
    TextField* field = cards_[position]->note();
    const bool kept = position < work.lesions.size();
    const int id = kept ? work.lesions[position].id : kNotKept;
    const QString note = kept ? fromUtf8(work.lesions[position].note) : QString();
    mass_ids_.resize(cards_.size(), kOtherMass);
    if (mass_ids_[position] == id) {
        field->setKept(note);
    } else {
        field->turnTo(note);
        mass_ids_[position] = id;
    }
    field->setEnabled(kept);
}

void FindingsPanel::showNotes(const workflow::FrameFindings& findings, bool marked) {
    QStringList notes;
    if (marked) notes << tr("Marked for the report.");
    for (const auto& finding : findings.lesions) {
        const QString note = coreText(finding.geometry.scale.note);
        if (!note.isEmpty() && !notes.contains(note)) notes << note;
    }
    for (const std::string& warning : findings.warnings)
        notes << QStringLiteral("⚠ ") + coreText(warning);
    notes_->setText(notes.join(QStringLiteral("\n\n")));
    notes_->setVisible(!notes.isEmpty());
}

void FindingsPanel::setReviewed(bool reviewed) {
    const QSignalBlocker quiet(review_);
    review_->setChecked(reviewed);
}

void FindingsPanel::setSelectedMass(int index) {
    for (std::size_t i = 0; i < cards_.size(); ++i)
        cards_[i]->setSelected(static_cast<int>(i) == index);
    showTermsOf(index);
    for (int i = 0; i < count_; ++i)
        if (const std::string& pinned = cards_[static_cast<std::size_t>(i)]->terms()->pinned();
            !pinned.empty())
            Q_EMIT evidenceWanted(i, pinned);  // the picture is another one now
}

}  // namespace sonomask::ui
