#pragma once

#include <filesystem>

#include "base/file_lock.h"

namespace sonomask::training {

/// The output folder of a run, kept from other runs as long as this object lives.
class RunFolder {
  public:
    /// Makes the folder and removes what a killed run left half written in it. Throws `WriteError`,
    /// also while another run has it.
    explicit RunFolder(const std::filesystem::path& folder);
    ~RunFolder();
    RunFolder(const RunFolder&) = delete;
    RunFolder& operator=(const RunFolder&) = delete;

  private:
    std::filesystem::path lock_file_;
    FileLock lock_;
};

}  // namespace sonomask::training
