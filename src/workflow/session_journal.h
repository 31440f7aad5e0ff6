#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/session_sync.h"

namespace sonomask::workflow {

/// Waits until the names in a folder are on the disk: a new or renamed file survives a power cut
/// only then. Does what it can; not every file system takes it.
void flushFolder(const std::filesystem::path& folder);

/// Throws the `WriteError` for work that another window goes on with.
[[noreturn]] void failInUse(const std::filesystem::path& file);

/// An append-only text file. What follows the last whole line is what a kill left of a line in
/// progress: it is ignored, and cut off before the next one.
class SessionJournal {
  public:
    explicit SessionJournal(std::filesystem::path file);
    ~SessionJournal();
    SessionJournal(SessionJournal&&) noexcept;
    SessionJournal& operator=(SessionJournal&&) = delete;

    /// The whole lines, without their breaks; none where the file is missing. Throws `ReadError`.
    std::vector<std::string> load();

    /// Only the first `count` lines that `load` gave count; the next `flush` cuts off the others.
    void keepLines(std::size_t count);

    /// Opens the file, making it and its folder when missing, and locks it against other
    /// processes until `close`. Throws `WriteError` when it cannot be written, when another process
    /// holds it, or has changed it since `load`.
    void open();
    bool isOpen() const noexcept { return descriptor_ >= 0; }
    void close();

    /// Takes whole lines (each ends with a break) to be written by the next `flush`.
    void add(std::string_view lines);
    /// Writes what was added: it outlives this process at once, and a power cut within moments,
    /// since a thread waits for the disk. Throws `WriteError`; then the file is as before, and the
    /// lines are kept for the next `flush`.
    void flush();

    /// Forgets all lines, those that could not be written among them. Throws `WriteError`.
    void clear();

    bool empty() const noexcept { return length_ == 0 && unwritten_.empty(); }
    bool hasUnwritten() const noexcept { return !unwritten_.empty() || lost_ != 0; }
    const std::filesystem::path& file() const noexcept { return file_; }

  private:
    void failIfLost();
    void cutOff(std::uint64_t length);

    std::filesystem::path file_;
    std::vector<std::uint64_t> line_ends_;  ///< of the lines that `load` gave
    std::uint64_t loaded_size_ = 0;         ///< of the file at `load`
    std::uint64_t length_ = 0;              ///< of the lines that count, bytes
    std::string unwritten_;
    int lost_ = 0;  ///< errno of a flush to the disk that failed
    int descriptor_ = -1;
    std::unique_ptr<BackgroundSync> sync_;
};

}  // namespace sonomask::workflow
