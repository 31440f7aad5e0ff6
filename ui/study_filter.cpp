#include "ui/study_filter.h"

namespace sonomask::ui {
namespace {

bool holds(const QModelIndex& index, const QString& text) {
    return index.data().toString().contains(text, Qt::CaseInsensitive) ||
           index.data(StudyModel::DetailsRole).toString().contains(text, Qt::CaseInsensitive);
}

}  // namespace

void StudyFilter::setText(const QString& text) {
    text_ = text.trimmed();
    invalidateFilter();
}

void StudyFilter::setState(std::optional<ClipState> state) {
    state_ = state;
    invalidateFilter();
}

bool StudyFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    // A study is there for its clips: recursive filtering shows it with the first that stays.
    if (!parent.isValid()) return text_.isEmpty() && !state_;
    const bool state_fits =
        !state_ || index.data(StudyModel::StateRole).value<ClipState>() == *state_;
    return state_fits && (text_.isEmpty() || holds(index, text_) || holds(parent, text_));
}

}  // namespace sonomask::ui
