#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/atomic_file.h"

namespace sonomask::workflow {

/// Lines that would be too many for memory, kept on the disk until the object goes.
class LineStore {
  public:
    /// The lines are in a temporary file beside `target`, where there must be room for both.
    /// Throws `WriteError` for `target`.
    explicit LineStore(const std::filesystem::path& target);

    /// Keeps a line (it holds no line break) and returns its number. Throws `WriteError`.
    std::size_t add(const std::string& line);
    /// The line of that number. Throws `ReadError`.
    std::string line(std::size_t number);

  private:
    AtomicFile file_;
    std::vector<std::streamoff> starts_ = {0};
    std::ifstream in_;
};

}  // namespace sonomask::workflow
