#include "workflow/findings_file.h"

#include <fstream>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace sonomask::workflow {

using nlohmann::json;

namespace {

constexpr const char* kRecords = "files";

}  // namespace

FindingsFile::FindingsFile(const std::filesystem::path& file, const json& head) : file_(file) {
    std::string opening = head.dump(2, ' ', false, json::error_handler_t::replace);
    opening.erase(opening.rfind('\n'));  // the closing brace comes after the files
    file_.write(opening + ",\n  \"" + kRecords + "\": [");
}

void FindingsFile::add(const std::string& line) {
    file_.write((first_ ? "\n    " : ",\n    ") + line);
    first_ = false;
}

void FindingsFile::commit() {
    file_.write("\n  ]\n}\n");
    file_.commit();
}

json readFindings(const std::filesystem::path& file, const std::function<void(json&)>& take) {
    std::ifstream in(file, std::ios::binary);
    return parseJson(in, kRecords, take);
}

}  // namespace sonomask::workflow
