#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "workflow/session_state.h"

namespace sonomask::workflow {

/// One line of the journal.
struct JournalEntry {
    enum class Kind { Apply, Undo, Redo };
    Kind kind = Kind::Apply;
    Edit edit;  ///< where `kind` is Apply
};

/// The line of an entry, without the line break.
std::string journalLine(const JournalEntry& entry);

/// An append-only file of JSON lines: a head that names the session file's generation, then one
/// line for each change, each flushed to the disk. What follows the last whole line is what a kill
/// left of a change in progress; it is ignored, and cut off before the next line.
class SessionJournal {
  public:
    explicit SessionJournal(std::filesystem::path file);
    ~SessionJournal();
    SessionJournal(const SessionJournal&) = delete;
    SessionJournal& operator=(const SessionJournal&) = delete;

    /// The entries up to the last whole line; none where the file is missing or goes on from
    /// another generation (its changes are in the session file already).
    std::vector<JournalEntry> load(std::uint64_t generation);

    /// Appends a line and waits for the disk. The first one opens the file and locks it against
    /// other processes. Throws `WriteError`; then the file is as before, and the line is kept to
    /// be written with the next.
    void append(const std::string& line);

    /// Starts anew, empty, from `generation`; called once a session file of it is on the disk.
    void restart(std::uint64_t generation);

    bool hasUnwritten() const noexcept { return !unwritten_.empty(); }

  private:
    void open();
    void writeAll(const std::string& text);

    std::filesystem::path file_;
    std::uint64_t generation_ = 0;
    std::uint64_t length_ = 0;  ///< of the whole lines on the disk, bytes
    std::string unwritten_;
    int descriptor_ = -1;
};

}  // namespace sonomask::workflow
