#pragma once

#include <QWidget>

#include "descriptors/description.h"

class QLabel;
class QToolButton;

namespace sonomask::ui {

/// One BI-RADS term of a mass: its word in a drop-down, with which the reader overrules it, and the
/// numbers behind it. Says when the mouse or the focus is on it, so that its evidence can be drawn.
class TermRow final : public QWidget {
    Q_OBJECT

  public:
    /// `category` is one of `descriptors::vocabulary`.
    TermRow(const descriptors::Category& category, QWidget* parent = nullptr);

    const std::string& category() const noexcept { return category_.name; }
    /// `computed` may be null: nothing was computed. `overruled` is the reader's word, or empty.
    void show(const descriptors::Term* computed, const std::string& overruled);
    /// The evidence stays in the picture without the mouse.
    void setPinned(bool pinned);

  Q_SIGNALS:
    /// An empty word: the computed one holds again.
    void overruled(const std::string& word);
    void entered();
    void left();
    void clicked();

  protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void fitWord();
    void fillMenu(const std::string& computed, const std::string& overruled);

    descriptors::Category category_;
    QLabel* name_;
    QToolButton* word_;
    QString whole_word_;  ///< `word_` may have room for a part of it only
    QLabel* numbers_;
};

}  // namespace sonomask::ui
