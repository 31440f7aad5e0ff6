#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "workflow/session_state.h"

namespace sonomask::workflow {

/// A session's state with its past and its future. Each step keeps only the parts it touched,
/// before and after, and these share their masks with the state: memory grows with what changed.
class EditHistory {
  public:
    /// Older steps than `maximal_steps` are forgotten; the state stays.
    explicit EditHistory(SessionState start = {}, std::size_t maximal_steps = 2000);

    const SessionState& state() const noexcept { return state_; }

    /// Makes the change and drops what could be redone. Gives the parts that changed, null when
    /// none did: then it is no step. Nor is what nobody asked for before the first one, nor the
    /// mark of an export: undo and redo take it off as they leave what was exported, and put it on
    /// again as they come back. The pointer holds until the next call.
    const Edit* apply(const Edit& edit);
    /// One step back or forth. Gives the parts that changed, null when there is no such step.
    const Edit* undo();
    const Edit* redo();

    bool canUndo() const noexcept { return done_ > 0; }
    bool canRedo() const noexcept { return done_ < steps_.size(); }
    /// Name of the step that `undo` or `redo` would take; empty when there is none.
    std::string undoName() const;
    std::string redoName() const;

  private:
    struct Step {
        Edit before;
        Edit after;
    };
    void tieToPresent(const StudyReading& marked);

    SessionState state_;
    std::deque<Step> steps_;
    Edit no_step_;          ///< the last change that is no step
    std::size_t done_ = 0;  ///< steps before this one are done, the others undone
    std::size_t maximal_steps_;
};

}  // namespace sonomask::workflow
