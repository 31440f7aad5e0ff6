#pragma once

#include <optional>

#include <QSortFilterProxyModel>

#include "ui/study_model.h"

namespace sonomask::ui {

/// The study list narrowed to the rows that hold a text (of the file, the study or the patient)
/// and are in one state.
class StudyFilter final : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString& text);
    /// Nothing = every state.
    void setState(std::optional<ClipState> state);

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

  private:
    QString text_;
    std::optional<ClipState> state_;
};

}  // namespace sonomask::ui
