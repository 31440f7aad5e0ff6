#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/clip.h"
#include "workflow/session_journal.h"
#include "workflow/session_state.h"

namespace sonomask::workflow {

/// The file that a session is about, without anything that names the patient.
struct SessionSource {
    std::string key;  ///< name of the session's folder
    std::filesystem::path file;
    std::string sop_instance_uid;  ///< empty where the file has none
    int frame_count = 1;
    cv::Size frame_size;
    std::uint64_t bytes = 0;    ///< of the file
    std::int64_t modified = 0;  ///< when the file was written, in ns of its clock
    /// Of the pixels as they lie in a file with a UID; empty in sessions of older versions.
    std::string fingerprint{};

    friend bool operator==(const SessionSource&, const SessionSource&) = default;
};

/// The source of an opened clip. Its key comes from the SOP Instance UID where there is one, so
/// that copies of a file share their session, else from the absolute path.
SessionSource sessionSourceOf(const ClipInfo& clip);

/// True where two sources of one key show different pictures: careless anonymisers give one UID to
/// many files.
bool areOtherPictures(const SessionSource& a, const SessionSource& b);

/// The source with the key of its own fingerprint, for a picture whose UID another one has, too.
SessionSource withOwnKey(SessionSource source);

/// The source with the key under which its work lies, or is to lie, below `sessions`: its own where
/// the work under its UID is on another picture.
SessionSource placedIn(const std::filesystem::path& sessions, SessionSource source);

/// `sessions` in the user's data folder: XDG_DATA_HOME/sonomask, or ~/.local/share/sonomask.
/// Throws `ConfigError` when there is no home at all.
std::filesystem::path userSessionsFolder();

/// The folder of one session: `session.json` with its masks, and the journal of changes since
/// (docs/session-file.md).
class SessionFolder {
  public:
    explicit SessionFolder(const std::filesystem::path& folder);

    /// What the folder holds.
    struct Content {
        std::optional<SessionSource> source;  ///< nothing = no work is kept here
        SessionState state;                   ///< as of the last `compact`
        std::vector<Edit> journal;            ///< the changes since, oldest first
    };
    enum class Masks { Read, LeftOut };
    /// Throws `ReadError` for a session file that is damaged or of a newer version. A journal
    /// counts up to its first line that is damaged. Masks that are left out of the session file's
    /// state are empty.
    Content load(Masks masks = Masks::Read);

    /// Appends a change to the journal (`SessionJournal::flush`); makes the folder when missing.
    /// Throws `WriteError`; the change is kept and written before the next one.
    void append(const SessionSource& source, const Edit& change);

    /// Writes masks and session file whole or not at all, then empties the journal. Throws
    /// `WriteError`; then the folder holds all that it held.
    void compact(const SessionSource& source, const SessionState& state);

    /// Some change is not in the session file.
    bool hasJournal() const noexcept { return !journal_.empty(); }
    /// Some change is not on the disk at all.
    bool hasUnwritten() const noexcept { return journal_.hasUnwritten(); }

  private:
    void loadSessionFile(Content& content, Masks masks);
    void loadJournal(Content& content);
    void lock();
    void writeMasks(const SessionState& state) const;
    void writeSessionFile(const SessionSource& source, const SessionState& state) const;
    void removeOldMasks(const SessionState& state) const;

    std::filesystem::path folder_;
    std::uint64_t generation_ = 0;  ///< of the session file; the journal names the one it follows
    SessionJournal journal_;
};

/// What a session's folder is about; nothing where it cannot be told.
std::optional<SessionSource> keptSource(const std::filesystem::path& folder);

/// What holds for a file as a whole, for a worklist; nothing where no work is kept for it. Masks
/// are not read, and a damaged session file counts as none: opening it says what is wrong.
std::optional<StudyReading> keptReading(const SessionSource& source,
                                        const std::filesystem::path& sessions);

}  // namespace sonomask::workflow
