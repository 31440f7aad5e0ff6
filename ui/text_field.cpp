#include "ui/text_field.h"

#include <algorithm>

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSignalBlocker>

namespace sonomask::ui {
namespace {

constexpr int kRestMs = 3000;
constexpr int kMostLines = 6;

bool leaves(const QKeyEvent& event) {
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    return event.key() == Qt::Key_Escape ||
           (enter && event.modifiers().testFlag(Qt::ControlModifier));
}

/// What types or moves, and what leaves; the rest (Ctrl+R, F1) is the window's or the editor's.
bool isOwn(const QKeyEvent& event) {
    const auto others = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    const bool function = event.key() >= Qt::Key_F1 && event.key() <= Qt::Key_F35;
    return leaves(event) || (!event.modifiers().testAnyFlags(others) && !function);
}

}  // namespace

TextField::TextField(const QString& name, QWidget* parent) : QPlainTextEdit(parent) {
    setPlaceholderText(name);
    setAccessibleName(name);
    setToolTip(name);  // the placeholder is gone once there is text
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rest_.setSingleShot(true);
    rest_.setInterval(kRestMs);
    connect(&rest_, &QTimer::timeout, this, &TextField::tell);
    connect(this, &QPlainTextEdit::textChanged, &rest_, qOverload<>(&QTimer::start));
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &TextField::fit);
    fit();
}

void TextField::turnTo(const QString& text) {
    tell();
    told_ = false;
    replace(text);
}

void TextField::setKept(const QString& text) {
    if (told_ && text != kept_) return;
    told_ = false;
    if (toPlainText() == kept_)
        replace(text);
    else
        kept_ = text;
}

void TextField::replace(const QString& text) {
    kept_ = text;
    if (toPlainText() == text) return;
    const QSignalBlocker quiet(this);
    setPlainText(text);
}

void TextField::tell() {
    rest_.stop();
    if (toPlainText() == kept_) return;
    kept_ = toPlainText();
    told_ = true;
    Q_EMIT written(kept_);
}

/// A plain text's layout counts its height in lines.
int TextField::lineCount() const {
    return qRound(document()->documentLayout()->documentSize().height());
}

void TextField::fit() {
    setVerticalScrollBarPolicy(lineCount() > kMostLines ? Qt::ScrollBarAsNeeded
                                                        : Qt::ScrollBarAlwaysOff);
    updateGeometry();
}

QSize TextField::sizeHint() const {
    const int lines = std::clamp(lineCount(), 1, kMostLines);
    ensurePolished();  // the style sheet has a say in the frame
    const int around =
        height() - contentsRect().height() + 2 * qRound(document()->documentMargin());
    return {QPlainTextEdit::sizeHint().width(), lines * fontMetrics().lineSpacing() + around};
}

QSize TextField::minimumSizeHint() const {
    return {0, sizeHint().height()};
}

bool TextField::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isOwn(*static_cast<const QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

void TextField::keyPressEvent(QKeyEvent* event) {
    if (!leaves(*event)) return QPlainTextEdit::keyPressEvent(event);
    tell();
    Q_EMIT left();
}

/// While it was too low for the line that is typed, it had scrolled.
void TextField::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    if (lineCount() <= kMostLines) verticalScrollBar()->setValue(0);
}

void TextField::focusOutEvent(QFocusEvent* event) {
    tell();
    QPlainTextEdit::focusOutEvent(event);
}

}  // namespace sonomask::ui
