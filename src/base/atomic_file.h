#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace sonomask {

/// A file that appears whole or not at all: written under a temporary name beside its place,
/// flushed to the disk and renamed by `commit`. Without a commit the destructor removes the
/// temporary file.
class AtomicFile {
  public:
    /// Throws `WriteError` when the folder does not exist or does not take a new file.
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Where writers that need a name (not a descriptor) write to; it keeps the target's extension.
    const std::filesystem::path& temporaryPath() const noexcept { return temporary_; }

    /// Appends bytes. Throws `WriteError` naming the target and the reason (disk full, ...).
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);

    /// Flushes and renames over the target. Throws `WriteError`; then the target is as it was.
    void commit();

  private:
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    int descriptor_ = -1;
};

/// Removes what killed writers left in a folder: temporary files of processes that are no more. For
/// a folder into which no other machine writes.
void removeHalfWritten(const std::filesystem::path& folder);

/// The whole of `bytes` as the file `target`, or no change. Throws `WriteError`.
void writeFileAtomically(const std::filesystem::path& target, std::span<const std::byte> bytes);
void writeFileAtomically(const std::filesystem::path& target, std::string_view text);

/// Creates a folder and its parents. Throws `WriteError` with the reason.
void makeFolder(const std::filesystem::path& folder);

}  // namespace sonomask
