#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

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
    std::int64_t modified = 0;  ///< of the file, ns of its clock

    friend bool operator==(const SessionSource&, const SessionSource&) = default;
};

/// The source of an opened clip. Its key comes from the SOP Instance UID where there is one, so
/// that copies of a file share their session, else from the absolute path.
SessionSource sessionSourceOf(const ClipInfo& clip);

/// `sessions` in the user's data folder: XDG_DATA_HOME/sonomask, or ~/.local/share/sonomask.
/// Throws `ConfigError` when there is no home at all.
std::filesystem::path userSessionsFolder();

/// The folder of one session: `session.json` and its masks, and the journal of changes since.
class SessionFolder {
  public:
    explicit SessionFolder(std::filesystem::path folder);

    /// What `session.json` holds (an empty state where there is none) and the changes of the
    /// journal that belong to it.
    struct Content {
        std::optional<SessionSource> source;  ///< nothing = no session file yet
        SessionState state;
        std::vector<JournalEntry> journal;
    };
    /// Throws `ReadError` for a session file that is damaged or of a newer version.
    Content load();

    /// Appends one change to the journal, flushed to the disk; makes the folder when missing.
    /// Throws `WriteError`; the line is kept and written before the next one.
    void append(const SessionSource& source, const std::string& line);

    /// Writes masks and `session.json` whole or not at all, then empties the journal. Throws
    /// `WriteError`.
    void compact(const SessionSource& source, const SessionState& state);

    bool hasUnwritten() const noexcept { return journal_.hasUnwritten(); }
    const std::filesystem::path& path() const noexcept { return folder_; }

  private:
    void writeSessionFile(const SessionSource& source, const SessionState& state);
    void removeOldMasks(const SessionState& state) const;

    std::filesystem::path folder_;
    std::uint64_t generation_ = 0;  ///< of session.json; a journal names the one it goes on from
    SessionJournal journal_;
};

/// The stage of a file's reading, for a worklist; nothing where no session is kept for it. A
/// damaged session counts as none here: opening it says what is wrong.
std::optional<ReadingStage> keptStage(const SessionSource& source,
                                      const std::filesystem::path& sessions);

}  // namespace sonomask::workflow
