#pragma once

#include <vector>

#include <QFrame>

#include "ui/task.h"

class QLabel;
class QToolButton;

namespace sonomask::ui {

/// What went wrong or is worth knowing, above the picture, without stopping the work: the newest
/// message, the others behind it.
class MessageBar final : public QFrame {
    Q_OBJECT

  public:
    enum class Kind { Error, Warning, Info };

    explicit MessageBar(QWidget* parent = nullptr);

    /// `action` says what was tried ("Opening").
    void showFailure(const QString& action, const Failure& failure);
    void showText(Kind kind, const QString& text);
    void dismissAll();

    int messageCount() const { return static_cast<int>(messages_.size()); }
    /// The text in view.
    QString text() const;

  private:
    struct Message {
        Kind kind;
        QString text;
        QString about;  ///< what tells it from others
    };
    QToolButton* button(const QString& icon, const QString& name);
    void add(const Message& message);
    void showAt(int position);

    std::vector<Message> messages_;
    int position_ = 0;
    QLabel* icon_;
    QLabel* text_;
    QLabel* count_;
    QToolButton* previous_;
    QToolButton* next_;
};

}  // namespace sonomask::ui
