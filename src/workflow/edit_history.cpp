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

}  // namespace

EditHistory::EditHistory(SessionState start, std::size_t maximal_steps)
    : state_(std::move(start)), maximal_steps_(maximal_steps) {}

void EditHistory::set(const Edit& edit) {
    if (edit.study) state_.study = *edit.study;
    for (const auto& [index, frame] : edit.frames) {
        if (frame)
            state_.frames[index] = frame;
        else
            state_.frames.erase(index);
    }
}

const Edit* EditHistory::apply(const Edit& edit) {
    Edit changes = changesOf(state_, edit);
    if (changes.empty()) return nullptr;
    if (edit.unasked && steps_.empty()) {
        unasked_ = std::move(changes);
        set(unasked_);
        return &unasked_;
    }
    steps_.resize(done_);
    steps_.push_back({touchedPartsOf(state_, changes), std::move(changes)});
    if (steps_.size() > maximal_steps_) steps_.pop_front();
    done_ = steps_.size();
    set(steps_.back().after);
    return &steps_.back().after;
}

const Edit* EditHistory::undo() {
    if (!canUndo()) return nullptr;
    const Step& step = steps_[--done_];
    set(step.before);
    return &step.before;
}

const Edit* EditHistory::redo() {
    if (!canRedo()) return nullptr;
    const Step& step = steps_[done_++];
    set(step.after);
    return &step.after;
}

std::string EditHistory::undoName() const {
    return canUndo() ? steps_[done_ - 1].after.name : std::string();
}

std::string EditHistory::redoName() const {
    return canRedo() ? steps_[done_].after.name : std::string();
}

}  // namespace sonomask::workflow
