#include "workflow/session.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace sonomask::workflow {
namespace {

/// Masks on another picture would be worse than none.
void requireSamePicture(const SessionSource& kept, const SessionSource& opened) {
    if (kept.frame_count == opened.frame_count && kept.frame_size == opened.frame_size) return;
    throw ReadError(
        "the saved work belongs to another picture: its size or number of frames differs",
        opened.file,
        "Was the file replaced? Move the session's folder " + opened.key + " away to start anew.");
}

/// Copies of a DICOM file are the same picture wherever they lie; other files are known by what
/// the file system says of them.
bool wasWrittenAnew(const SessionSource& kept, const SessionSource& opened) {
    if (!opened.sop_instance_uid.empty()) return kept.bytes != opened.bytes;
    return kept.bytes != opened.bytes || kept.modified != opened.modified;
}

/// The edit that turns `from` into `to`.
Edit changeBetween(const SessionState& from, const SessionState& to, const std::string& name) {
    Edit edit{name, to.study, to.frames};
    for (const auto& [index, frame] : from.frames) edit.frames.try_emplace(index, nullptr);
    return edit;
}

}  // namespace

Session::Session(SessionSource source) : source_(std::move(source)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

Session Session::open(SessionSource source, const std::filesystem::path& sessions) {
    const std::string usual_key = source.key;
    Session session(placedIn(sessions, std::move(source)));
    if (session.source_.key != usual_key)
        if (const auto other = keptSource(sessions / usual_key))
            session.other_picture_ = other->file;
    session.folder_ = std::make_unique<SessionFolder>(sessions / session.source_.key);
    SessionFolder::Content content = session.folder_->load();
    if (!content.source) return session;
    requireSamePicture(*content.source, session.source_);
    session.source_changed_ = wasWrittenAnew(*content.source, session.source_);
    session.saved_state_ = content.state;
    session.history_ = EditHistory(std::move(content.state));
    for (const Edit& change : content.journal) session.history_.apply(change);
    session.recovered_changes_ = content.journal.size();
    return session;
}

bool Session::keep(const Edit* change) {
    if (change && folder_) folder_->append(source_, *change);
    return change != nullptr;
}

void Session::apply(const Edit& edit) {
    keep(history_.apply(edit));
}

bool Session::undo() {
    return keep(history_.undo());
}

bool Session::redo() {
    return keep(history_.redo());
}

void Session::save() {
    if (!folder_ || !folder_->hasJournal()) return;
    folder_->compact(source_, state());
    saved_state_ = state();
    recovered_changes_ = 0;
}

void Session::discardRecovered() {
    recovered_changes_ = 0;
    apply(changeBetween(state(), saved_state_, "discard"));
}

bool Session::hasUnwrittenChanges() const noexcept {
    return folder_ && folder_->hasUnwritten();
}

}  // namespace sonomask::workflow
