#pragma once

#include <QPlainTextEdit>
#include <QTimer>

namespace sonomask::ui {

/// Some lines of free text, as tall as what is in them. What was typed is told when the keys go
/// elsewhere and whenever the typing rests, so that little is lost to a kill and not every letter
/// is an undo step. Letters, arrows and Enter are the field's own while it has the keys, not the
/// window's actions; Esc and Ctrl+Enter give the keys back.
class TextField final : public QPlainTextEdit {
    Q_OBJECT

  public:
    explicit TextField(const QString& name, QWidget* parent = nullptr);

    /// From now on the text of something else. What was typed before is told first.
    void turnTo(const QString& text);
    /// The text as it is kept now. It takes the place of what is shown, unless something was typed
    /// that was not told yet, or what was told has not been kept yet.
    void setKept(const QString& text);
    /// Tells what was typed, if anything was, without waiting for a rest.
    void tell();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void written(const QString& text);
    /// The keys go back to the picture.
    void left();

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void replace(const QString& text);
    int lineCount() const;
    void fit();

    QString kept_;
    bool told_ = false;  ///< and not seen among what is kept
    QTimer rest_;
};

}  // namespace sonomask::ui
