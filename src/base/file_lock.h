#pragma once

#include <filesystem>

namespace sonomask {

/// Keeps other processes from a file, which is made where it is missing, as long as this object
/// lives; a process that dies lets go. Between machines it holds where their shared folder knows
/// locks (flock(2)); where it does not, nobody is kept away.
class FileLock {
  public:
    /// Throws `WriteError` where another process has the file, or where it cannot be opened.
    explicit FileLock(const std::filesystem::path& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    int descriptor_ = -1;
};

}  // namespace sonomask
