#include "workflow/edit_history.h"

#include <utility>

namespace sonomask::workflow {
namespace {

using FramePointer = std::shared_ptr<const SessionFrame>;

FramePointer frameIn(const SessionState& state, int index) {
    const auto found = state.frames.find(index);
    return found == state.frames.end() ? nullptr : found->second;
}

/// No work is left on it: it is the same as a frame that was never touched.
bool isUntouched(const FramePointer& frame) {
    return !frame || *frame == SessionFrame{};
}

/// `edit` without what it leaves as it is.
Edit changesOf(const SessionState& state, const Edit& edit) {
    Edit changes{edit.name, {}, {}};
    if (edit.study && *edit.study != state.study) changes.study = edit.study;
    for (const auto& [index, after] : edit.frames) {
        const FramePointer wanted = isUntouched(after) ? nullptr : after;
        const FramePointer before = frameIn(state, index);
        const bool same = before == wanted || (before && wanted && *before == *wanted);
        if (!same) changes.frames[index] = wanted;
    }
    return changes;
}

/// The parts that `edit` touches as they are in `state`.
Edit touchedPartsOf(const SessionState& state, const Edit& edit) {
    Edit parts{edit.name, {}, {}};
    if (edit.study) parts.study = state.study;
    for (const auto& [index, after] : edit.frames) parts.frames[index] = frameIn(state, index);
    return parts;
}

bool isMarkOfExport(const SessionState& state, const Edit& changes) {
    if (!changes.frames.empty() || !changes.study->exported) return false;
    StudyReading marked = state.study;
    marked.exported = true;
    return *changes.study == marked;
}

}  // namespace

EditHistory::EditHistory(SessionState start, std::size_t maximal_steps)
    : state_(std::move(start)), maximal_steps_(maximal_steps) {}

const Edit* EditHistory::apply(const Edit& edit) {
    Edit changes = changesOf(state_, edit);
    if (changes.empty()) return nullptr;
    const bool marks_export = isMarkOfExport(state_, changes);
    if (marks_export) tieToPresent(*changes.study);
    if (marks_export || (edit.unasked && steps_.empty())) {
        no_step_ = std::move(changes);
        change(state_, no_step_);
        return &no_step_;
    }
    steps_.resize(done_);
    steps_.push_back({touchedPartsOf(state_, changes), std::move(changes)});
    if (steps_.size() > maximal_steps_) steps_.pop_front();
    done_ = steps_.size();
    change(state_, steps_.back().after);
    return &steps_.back().after;
}

/// The steps next to the present leave it, and come back to it, with what holds of it alone.
void EditHistory::tieToPresent(const StudyReading& marked) {
    if (canUndo()) {
        Step& last = steps_[done_ - 1];
        if (!last.before.study) last.before.study = state_.study;
        last.after.study = marked;
    }
    if (canRedo()) {
        Step& next = steps_[done_];
        if (!next.after.study) next.after.study = state_.study;
        next.before.study = marked;
    }
}

const Edit* EditHistory::undo() {
    if (!canUndo()) return nullptr;
    const Step& step = steps_[--done_];
    change(state_, step.before);
    return &step.before;
}

const Edit* EditHistory::redo() {
    if (!canRedo()) return nullptr;
    const Step& step = steps_[done_++];
    change(state_, step.after);
    return &step.after;
}

std::string EditHistory::undoName() const {
    return canUndo() ? steps_[done_ - 1].after.name : std::string();
}

std::string EditHistory::redoName() const {
    return canRedo() ? steps_[done_].after.name : std::string();
}

}  // namespace sonomask::workflow
