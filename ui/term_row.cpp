#include "ui/term_row.h"

#include <algorithm>

#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QStyle>
#include <QToolButton>
#include <QVariant>

#include "ui/term_text.h"
#include "ui/text.h"

namespace sonomask::ui {
namespace {

constexpr QChar kNone(0x2013);  // en dash
constexpr int kNarrowestWord = 60;
constexpr int kWordPadding = 24;  // of the button, with the arrow of its menu

QString alternativesText(const descriptors::Term& term) {
    QStringList lines;
    for (const descriptors::ClassProbability& word : term.alternatives)
        lines << QStringLiteral("%1: %2 %")
                     .arg(termWord(word.name), number(100 * word.probability, 0));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

TermRow::TermRow(const descriptors::Category& category, QWidget* parent)
    : QWidget(parent),
      category_(category),
      name_(new QLabel(termName(category.name), this)),
      word_(new QToolButton(this)),
      numbers_(new QLabel(this)) {
    setObjectName(QStringLiteral("termRow"));
    setAttribute(Qt::WA_StyledBackground);
    name_->setObjectName(QStringLiteral("muted"));
    numbers_->setObjectName(QStringLiteral("small"));
    numbers_->setWordWrap(true);
    word_->setObjectName(QStringLiteral("term"));
    word_->setPopupMode(QToolButton::InstantPopup);
    word_->setMenu(new QMenu(word_));
    word_->setToolTip(tr("Choose another word; the computed one is kept beside it"));
    word_->installEventFilter(this);
    word_->setMinimumWidth(kNarrowestWord);  // else a long word would push the panel's edge away
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(6, 3, 2, 3);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->addWidget(name_, 0, 0);
    grid->addWidget(word_, 0, 1);
    grid->addWidget(numbers_, 1, 0, 1, 2);
}

void TermRow::show(const descriptors::Term* computed, const std::string& overruled) {
    const std::string computed_word = computed ? computed->value : std::string();
    const std::string& holds = overruled.empty() ? computed_word : overruled;
    whole_word_ = holds.empty() ? QString(kNone) : termWord(holds);
    fitWord();
    word_->setAccessibleName(name_->text() + QStringLiteral(": ") + whole_word_);
    if (word_->property("overruled").toBool() != !overruled.empty()) {
        word_->setProperty("overruled", !overruled.empty());
        word_->style()->unpolish(word_);
        word_->style()->polish(word_);
    }
    QString numbers = computed ? termNumbers(*computed) : QString();
    if (!overruled.empty())
        numbers = tr("computed: %1")
                      .arg(computed_word.empty() ? QString(kNone) : termWord(computed_word)) +
                  (computed ? QStringLiteral(" ") + numbers : QString());
    numbers_->setText(numbers);
    setToolTip(computed ? alternativesText(*computed) : QString());
    fillMenu(computed_word, overruled);
}

void TermRow::fillMenu(const std::string& computed, const std::string& overruled) {
    QMenu* menu = word_->menu();
    menu->clear();
    for (const std::string& word : category_.words) {
        QAction* action = menu->addAction(termWord(word));
        action->setCheckable(true);
        action->setChecked(word == (overruled.empty() ? computed : overruled));
        connect(action, &QAction::triggered, this, [this, word, computed] {
            // The reader who chooses the computed word agrees with it.
            Q_EMIT this->overruled(word == computed ? std::string() : word);
        });
    }
    if (overruled.empty()) return;
    menu->addSeparator();
    connect(menu->addAction(tr("As computed")), &QAction::triggered, this,
            [this] { Q_EMIT this->overruled({}); });
}

void TermRow::setPinned(bool pinned) {
    if (property("pinned").toBool() == pinned) return;
    setProperty("pinned", pinned);
    style()->unpolish(this);
    style()->polish(this);
}

/// With the keyboard the focus goes from word to word: the evidence follows it.
bool TermRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) Q_EMIT entered();
    if (event->type() == QEvent::FocusOut) Q_EMIT left();
    return QWidget::eventFilter(watched, event);
}

/// A word that is too long for its place ends in dots.
void TermRow::fitWord() {
    word_->ensurePolished();
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right() - name_->sizeHint().width() -
                     layout()->spacing() - kWordPadding;
    word_->setText(word_->fontMetrics().elidedText(whole_word_, Qt::ElideRight,
                                                   std::max(kNarrowestWord - kWordPadding, room)));
}

void TermRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitWord();
}

void TermRow::enterEvent(QEnterEvent* event) {
    QWidget::enterEvent(event);
    Q_EMIT entered();
}

void TermRow::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    Q_EMIT left();
}

void TermRow::mousePressEvent(QMouseEvent* event) {
    Q_EMIT clicked();
    event->accept();
}

}  // namespace sonomask::ui
