#pragma once

#include <filesystem>
#include <functional>
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

/// Reads such a document record by record, for the same reason: each goes to `take`, and what is
/// returned is the document without them. Discarded (`is_discarded()`) where the file is missing or
/// damaged; `take` has had the records before the damage.
nlohmann::json readFindings(const std::filesystem::path& file,
                            const std::function<void(nlohmann::json&)>& take);

}  // namespace sonomask::workflow
