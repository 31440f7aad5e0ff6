#include "ui/study_filter.h"

namespace sonomask::ui {
namespace {

bool holds(const QModelIndex& index, const QString& text) {
    return index.data().toString().contains(text, Qt::CaseInsensitive) ||
           index.data(StudyModel::DetailsRole).toString().contains(text, Qt::CaseInsensitive);
}

/// What failed in part is among the failed, too.
bool isIn(const QModelIndex& index, ClipState state) {
    return state == ClipState::Failed
               ? index.data(StudyModel::FailedRole).toBool()
               : index.data(StudyModel::StateRole).value<ClipState>() == state;
}

}  // namespace

void StudyFilter::setSourceModel(QAbstractItemModel* model) {
    QSortFilterProxyModel::setSourceModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { shown_.clear(); });
}

void StudyFilter::chooseAnew() {
    shown_.clear();
    invalidateFilter();
}

void StudyFilter::setText(const QString& text) {
    text_ = text.trimmed();
    chooseAnew();
}

void StudyFilter::setState(std::optional<ClipState> state) {
    state_ = state;
    chooseAnew();
}

void StudyFilter::setExportedOnly(bool only) {
    exported_only_ = only;
    chooseAnew();
}

bool StudyFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    // A study is there for its clips: recursive filtering shows it with the first that stays.
    if (!parent.isValid()) return text_.isEmpty() && !state_ && !exported_only_;
    const QString file = index.data(StudyModel::FileRole).toString();
    if (shown_.contains(file)) return true;
    const bool exported_fits = !exported_only_ || index.data(StudyModel::ExportedRole).toBool();
    const bool fits = (!state_ || isIn(index, *state_)) && exported_fits &&
                      (text_.isEmpty() || holds(index, text_) || holds(parent, text_));
    if (fits) shown_.insert(file);
    return fits;
}

void StudyFilter::setOrder(StudyOrder order) {
    order_ = order;
    invalidate();
    sort(order == StudyOrder::AsFound ? -1 : 0);
}

bool StudyFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    if (left.parent().isValid()) return left.row() < right.row();
    // Files that could not be opened stay at the end.
    const bool left_read = left.data(StudyModel::IsStudyRole).toBool();
    const bool right_read = right.data(StudyModel::IsStudyRole).toBool();
    if (left_read != right_read) return left_read;
    int order = 0;
    if (order_ == StudyOrder::Name)
        order = QString::localeAwareCompare(left.data().toString(), right.data().toString());
    if (order_ == StudyOrder::Newest)
        order = right.data(StudyModel::DateRole)
                    .toString()
                    .compare(left.data(StudyModel::DateRole).toString());
    if (order_ == StudyOrder::LeastFar)
        order =
            left.data(StudyModel::StateRole).toInt() - right.data(StudyModel::StateRole).toInt();
    return order != 0 ? order < 0 : left.row() < right.row();
}

}  // namespace sonomask::ui
