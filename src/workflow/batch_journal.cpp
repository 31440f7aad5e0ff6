#include "workflow/batch_journal.h"

#include <cerrno>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/plain_path.h"
#include "workflow/findings_file.h"
#include "workflow/json_line.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// The line of a run that was not to resume: its masks begin to replace those that an earlier
/// findings.json tells of.
constexpr auto kBegunAnew = "begun_anew";
/// In the line of an input whose masks have begun to be replaced.
constexpr auto kBegun = "begun";

/// The path of the input that a record is about; nothing where it is no record.
std::optional<std::string> inputOf(const json& record) {
    if (!record.is_object()) return std::nullopt;
    const auto path = record.find("path");
    if (path != record.end() && path->is_string()) return path->get<std::string>();
    const auto file = record.find("file");  // earlier versions wrote no path
    if (file == record.end() || !file->is_string()) return std::nullopt;
    return plainPath(file->get<std::string>()).string();
}

}  // namespace

BatchJournal::BatchJournal(const fs::path& folder, bool resume, const std::string& suffix)
    : findings_(folder / ("findings" + suffix + ".json")),
      file_(folder / (".sonomask-journal" + suffix + ".jsonl")),
      lock_(file_) {
    std::error_code ignored;
    if (!resume) fs::resize_file(file_, 0, ignored);
    if (resume) index();
    out_.open(file_, std::ios::binary | std::ios::app);
    if (!out_) failToWrite(file_, errno);
    out_.seekp(0, std::ios::end);
    begins_anew_ = !resume;
    if (resume && !begun_anew_) adopt();
}

/// Finds where each whole line starts, and cuts off a last line that a kill left incomplete.
void BatchJournal::index() {
    std::ifstream in(file_, std::ios::binary);
    std::string line;
    std::streamoff offset = 0;
    while (std::getline(in, line) && !in.eof()) {
        const json record = parseJson(line);
        if (const auto input = inputOf(record)) {
            if (record.contains(kBegun)) {
                begun_.insert(*input);
                offset_of_.erase(*input);
            } else {
                offset_of_[*input] = offset;
            }
        }
        begun_anew_ = begun_anew_ || (record.is_object() && record.contains(kBegunAnew));
        offset += static_cast<std::streamoff>(line.size()) + 1;
    }
    std::error_code ignored;
    if (fs::exists(file_, ignored))
        fs::resize_file(file_, static_cast<std::uintmax_t>(offset), ignored);
}

/// Takes over the records of a run that ended in order; what is damaged of a findings.json only
/// costs the time to segment again.
void BatchJournal::adopt() {
    (void)readFindings(findings_, [this](const json& record) {
        const auto input = inputOf(record);
        if (input && !offset_of_.contains(*input) && !begun_.contains(*input)) append(record);
    });
}

void BatchJournal::begin(const fs::path& input) {
    const std::lock_guard lock(mutex_);
    const std::string path = plainPath(input);
    if (std::exchange(begins_anew_, false)) out_ << asLine({{kBegunAnew, true}}) << '\n';
    if (offset_of_.erase(path) > 0) out_ << asLine({{"path", path}, {kBegun, true}}) << '\n';
    out_ << std::flush;
    if (!out_) failToWrite(file_, errno);
}

void BatchJournal::append(const json& record) {
    const std::lock_guard lock(mutex_);
    const std::streamoff offset = out_.tellp();
    out_ << asLine(record) << '\n' << std::flush;
    if (!out_) failToWrite(file_, errno);
    offset_of_[inputOf(record).value()] = offset;
}

std::optional<std::string> BatchJournal::lineOf(const fs::path& input) const {
    const std::lock_guard lock(mutex_);
    const auto found = offset_of_.find(plainPath(input));
    if (found == offset_of_.end()) return std::nullopt;
    std::ifstream in(file_, std::ios::binary);
    in.seekg(found->second);
    std::string line;
    if (!std::getline(in, line)) return std::nullopt;
    return line;
}

std::optional<json> BatchJournal::find(const fs::path& input) const {
    const auto line = lineOf(input);
    if (!line) return std::nullopt;
    json record = parseJson(*line);
    if (record.is_discarded()) return std::nullopt;
    return record;
}

std::vector<std::string> BatchJournal::inputs() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> result;
    for (const auto& [input, offset] : offset_of_) result.push_back(input);
    return result;
}

void BatchJournal::finish(const json& head, const std::vector<std::string>& inputs) {
    FindingsFile findings(findings_, head);
    for (const std::string& input : inputs) {
        if (!offset_of_.contains(plainPath(input))) continue;
        const auto line = lineOf(input);
        if (!line || !inputOf(parseJson(*line)))
            throw ReadError("was changed by another program while it was in use", file_,
                            "Run again: what it told of is segmented anew.");
        findings.add(*line);
    }
    findings.commit();
    out_.close();
    std::error_code ignored;
    fs::remove(file_, ignored);
}

}  // namespace sonomask::workflow
