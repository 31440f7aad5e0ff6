#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/atomic_file.h"

namespace sonomask::workflow {

/// A findings document written record by record, so that memory does not grow with the folder; it
/// appears whole or not at all.
class FindingsFile {
  public:
    /// `head` holds every key but "files", and is not empty. Throws `WriteError`.
    FindingsFile(const std::filesystem::path& file, const nlohmann::json& head);

    /// Adds a record as `asLine` made it. Throws `WriteError`.
    void add(const std::string& line);
    /// Throws `WriteError`; then the file is as it was.
    void commit();

  private:
    AtomicFile file_;
    bool first_ = true;
};

}  // namespace sonomask::workflow
