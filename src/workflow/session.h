#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "imaging/clip.h"
#include "workflow/edit_history.h"
#include "workflow/session_folder.h"
#include "workflow/session_state.h"

namespace sonomask::workflow {

/// The work on one file: state, undo and redo, and its autosave (docs/session-file.md).
///
/// Each change is in the journal before `apply` returns, without waiting for the disk: a kill loses
/// at most the change in progress, a power cut what was done within the last moments. Where it
/// cannot be written, the change still holds in memory and `WriteError` is thrown; every later
/// change tries again with all that is missing.
///
/// Not safe to use from several threads at once. `save` waits for the disk, once for each mask that
/// changed: to close a study without waiting, move its session to another thread and save there.
class Session {
  public:
    /// In memory only: nothing is written.
    explicit Session(SessionSource source);

    /// Loads what is kept for `source` below `sessions` (`placedIn`), up to the last complete
    /// change. Writes nothing yet: a study that is only looked at leaves no trace. Throws
    /// `ReadError` for a damaged session, one of a newer version, or one that belongs to a picture
    /// of another size or frame count.
    static Session open(SessionSource source, const std::filesystem::path& sessions);

    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();

    const SessionSource& source() const noexcept { return source_; }
    const SessionState& state() const noexcept { return history_.state(); }

    /// One change, one undo step; nothing happens for an edit that changes nothing.
    void apply(const Edit& edit);
    /// False when there is no step to take.
    bool undo();
    bool redo();
    bool canUndo() const noexcept { return history_.canUndo(); }
    bool canRedo() const noexcept { return history_.canRedo(); }
    std::string undoName() const { return history_.undoName(); }
    std::string redoName() const { return history_.redoName(); }

    /// Folds the journal into the session file (on closing a study, or now and then). Undo goes
    /// on. Throws `WriteError`; then the journal still holds everything it held.
    void save();

    /// Changes that the last run made after its last `save` and that `open` restored: more than 0
    /// says that it ended without closing the study.
    std::size_t recoveredChanges() const noexcept { return recovered_changes_; }
    /// The state as of the last `save`, as one undo step: "don't restore".
    void discardRecovered();

    /// Some change is in memory only, because the disk did not take it.
    bool hasUnwrittenChanges() const noexcept;
    /// The file was written anew since the work on it began: the masks may not fit any more.
    bool sourceChanged() const noexcept { return source_changed_; }
    /// The file of another picture with the same UID, on which there is work; empty = none.
    const std::filesystem::path& otherPicture() const noexcept { return other_picture_; }

  private:
    bool keep(const Edit* change);

    SessionSource source_;
    EditHistory history_;
    std::unique_ptr<SessionFolder> folder_;  ///< null = in memory only
    SessionState saved_state_;
    std::size_t recovered_changes_ = 0;
    bool source_changed_ = false;
    std::filesystem::path other_picture_;
};

}  // namespace sonomask::workflow
