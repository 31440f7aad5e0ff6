#include "workflow/batch_record.h"

#include <algorithm>
#include <string>
#include <system_error>

#include <nlohmann/json.hpp>

#include "export/pictures.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

}  // namespace

json stampOf(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto time = fs::last_write_time(file, error).time_since_epoch().count();
    return {{"bytes", size}, {"modified", time}};
}

bool isFinished(const json& record, const fs::path& file, const fs::path& masks) try {
    const json& frames = record.at("frames");
    return record.at("status") == "done" && record.at("source") == stampOf(file) &&
           frames.is_array() && std::all_of(frames.begin(), frames.end(), [&](const json& frame) {
               return frame.at("lesions").is_array() &&
                      report::isWholePng(masks / frame.at("mask").get<std::string>());
           });
} catch (const json::exception&) {
    return false;
}

bool hasFailed(const json& record, const fs::path& file) try {
    std::error_code ignored;
    return record.at("status") == "failed" && record.at("reason").is_string() &&
           fs::exists(file, ignored) &&
           (!record.contains("frames") ||
            std::all_of(record["frames"].begin(), record["frames"].end(),
                        [](const json& frame) { return frame.at("lesions").is_array(); }));
} catch (const json::exception&) {
    return false;
}

}  // namespace sonomask::workflow
