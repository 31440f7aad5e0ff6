#pragma once

#include <QStyledItemDelegate>

namespace sonomask::ui {

/// Paints the study list: a heading for a study; picture, name, details and state for a clip. A
/// state has a shape as well as a colour.
class StudyDelegate final : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    /// Returns where the marks begin.
    static int paintMarks(QPainter& painter, const QRect& row, const QModelIndex& index);
    static void paintGroup(QPainter& painter, const QRect& rect, const QModelIndex& index);
    static void paintClip(QPainter& painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index);
};

}  // namespace sonomask::ui
