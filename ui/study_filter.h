#pragma once

#include <optional>
#include <set>

#include <QSortFilterProxyModel>

#include "ui/study_model.h"

namespace sonomask::ui {

/// How the studies are ordered; the pictures of a study keep their own order, so that none jumps
/// away while it is read.
enum class StudyOrder { AsFound, Name, Newest, LeastFar };

/// The study list narrowed to the rows that hold a text (of the file, the study or the patient)
/// and are in one state, or have been exported. A row that was there stays until something else is
/// chosen: none disappears under the reader, though reading it changes its state.
class StudyFilter final : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setSourceModel(QAbstractItemModel* model) override;
    void setText(const QString& text);
    /// Nothing = every state.
    void setState(std::optional<ClipState> state);
    void setExportedOnly(bool only);
    void setOrder(StudyOrder order);

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

  private:
    void chooseAnew();

    QString text_;
    std::optional<ClipState> state_;
    mutable std::set<QString> shown_;  ///< files that fitted since the last choice
    bool exported_only_ = false;
    StudyOrder order_ = StudyOrder::AsFound;
};

}  // namespace sonomask::ui
