#include "workflow/findings_file.h"

#include <nlohmann/json.hpp>

namespace sonomask::workflow {

using nlohmann::json;

FindingsFile::FindingsFile(const std::filesystem::path& file, const json& head) : file_(file) {
    std::string opening = head.dump(2, ' ', false, json::error_handler_t::replace);
    opening.erase(opening.rfind('\n'));  // the closing brace comes after the files
    file_.write(opening + ",\n  \"files\": [");
}

void FindingsFile::add(const std::string& line) {
    file_.write((first_ ? "\n    " : ",\n    ") + line);
    first_ = false;
}

void FindingsFile::commit() {
    file_.write("\n  ]\n}\n");
    file_.commit();
}

}  // namespace sonomask::workflow
