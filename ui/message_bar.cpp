#include "ui/message_bar.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/icons.h"

namespace sonomask::ui {
namespace {

/// Older ones are forgotten: nobody reads more, and memory stays bounded.
constexpr std::size_t kMostMessages = 200;

QString iconName(MessageBar::Kind kind) {
    switch (kind) {
        case MessageBar::Kind::Error:
            return QStringLiteral("error");
        case MessageBar::Kind::Warning:
            return QStringLiteral("warning");
        case MessageBar::Kind::Info:
            return QStringLiteral("info");
    }
    return {};
}

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      icon_(new QLabel(this)),
      text_(new QLabel(this)),
      count_(new QLabel(this)),
      previous_(button(QStringLiteral("previous"), tr("Previous message"))),
      next_(button(QStringLiteral("next"), tr("Next message"))) {
    setObjectName(QStringLiteral("messageBar"));
    auto* close = button(QStringLiteral("cancel"), tr("Close"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);  // texts come from files too
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    count_->setObjectName(QStringLiteral("muted"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(icon_);
    layout->addWidget(text_, 1);
    layout->addWidget(previous_);
    layout->addWidget(count_);
    layout->addWidget(next_);
    layout->addWidget(close);
    connect(previous_, &QToolButton::clicked, this, [this] { showAt(position_ - 1); });
    connect(next_, &QToolButton::clicked, this, [this] { showAt(position_ + 1); });
    connect(close, &QToolButton::clicked, this, &MessageBar::dismissAll);
    hide();
}

QToolButton* MessageBar::button(const QString& icon, const QString& name) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(icon));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::NoFocus);
    return button;
}

void MessageBar::showFailure(const QString& action, const Failure& failure) {
    QString text = action;
    if (!failure.file.isEmpty()) text += QStringLiteral(" · ") + QFileInfo(failure.file).fileName();
    text += QStringLiteral(": ") + textOf(failure);
    const QString about = failure.file.isEmpty() ? text : failure.file + failure.reason;
    add({Kind::Error, text, about});
}

void MessageBar::showText(Kind kind, const QString& text) {
    add({kind, text, text});
}

/// What is said again moves to the end instead of standing there twice; so does what is wrong with
/// a file, whatever was tried with it.
void MessageBar::add(const Message& message) {
    std::erase_if(messages_, [&](const Message& said) { return said.about == message.about; });
    if (messages_.size() == kMostMessages) messages_.erase(messages_.begin());
    messages_.push_back(message);
    showAt(messageCount() - 1);
    show();
}

void MessageBar::dismissAll() {
    messages_.clear();
    hide();
}

QString MessageBar::text() const {
    return messages_.empty() ? QString() : text_->text();
}

void MessageBar::showAt(int position) {
    position_ = position;
    const Message& message = messages_[static_cast<std::size_t>(position)];
    icon_->setPixmap(lineIcon(iconName(message.kind)).pixmap(20, 20));
    text_->setText(message.text);
    const bool several = messages_.size() > 1;
    for (QWidget* part : {static_cast<QWidget*>(previous_), static_cast<QWidget*>(count_),
                          static_cast<QWidget*>(next_)})
        part->setVisible(several);
    count_->setText(QStringLiteral("%1 / %2").arg(position + 1).arg(messages_.size()));
    previous_->setEnabled(position > 0);
    next_->setEnabled(position + 1 < messageCount());
}

}  // namespace sonomask::ui
