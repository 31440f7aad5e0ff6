#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/file_lock.h"

namespace sonomask::workflow {

/// The batch's memory on the disk: one JSON line for each finished file, appended as it finishes
/// and flushed, so that a run that was killed can be resumed and memory does not grow with the
/// folder. A line that a kill cut short is ignored. Inputs go by their `plainPath`, however they
/// were spelt. Safe to call from several threads.
class BatchJournal {
  public:
    /// Opens `folder`/.sonomask-journal<suffix>.jsonl; `resume` keeps what is in it and what an
    /// earlier findings<suffix>.json holds, unless a run that did not resume has begun since;
    /// otherwise both count for nothing. Throws `WriteError`,
    /// also while another run has it open.
    BatchJournal(const std::filesystem::path& folder, bool resume, const std::string& suffix = "");

    /// The masks of an input are about to be replaced: what was recorded of it counts for nothing
    /// from now on, after a kill, too. Throws `WriteError`.
    void begin(const std::filesystem::path& input);

    /// Records the result of one input. `record` must hold its "path", or "file". Throws
    /// `WriteError`.
    void append(const nlohmann::json& record);

    /// The record of an input, if there is one.
    std::optional<nlohmann::json> find(const std::filesystem::path& input) const;

    /// The inputs that have a record, by their `plainPath`.
    std::vector<std::string> inputs() const;

    /// Writes the findings: `head`'s keys, and under "files" the records of `inputs` in their
    /// order (inputs without a record are left out). Then the journal is removed. Throws
    /// `WriteError`, and `ReadError` where somebody else has changed the journal.
    void finish(const nlohmann::json& head, const std::vector<std::string>& inputs);

  private:
    void index();
    void adopt();
    std::optional<std::string> lineOf(const std::filesystem::path& input) const;

    std::filesystem::path findings_;
    std::filesystem::path file_;
    FileLock lock_;
    mutable std::mutex mutex_;
    std::ofstream out_;
    std::map<std::string, std::streamoff> offset_of_;
    std::set<std::string> begun_;  ///< of which no earlier findings are to be believed
    bool begun_anew_ = false;
    bool begins_anew_ = false;  ///< with the first input that begins
};

}  // namespace sonomask::workflow
