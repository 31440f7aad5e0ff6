#include "workflow/merge.h"

#include <map>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/plain_path.h"
#include "workflow/findings_file.h"
#include "workflow/json_line.h"
#include "workflow/line_store.h"
#include "workflow/shard.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// The findings of one part.
struct Part {
    fs::path file;
    Shard shard;
    json head;
    std::vector<std::size_t> records;  ///< their numbers in the store of lines
};

constexpr const char* kRunAgain = "Run that part again with --resume, then merge.";
constexpr const char* kRunAll = "Run all parts on the same files, with the same options.";

[[noreturn]] void fail(const std::string& reason, const fs::path& file,
                       const char* remedy = kRunAgain) {
    throw ReadError(reason, file, remedy);
}

/// A mask's name seen from the folder of the merged document.
void relocateMasks(json& record, const fs::path& from, const fs::path& to) {
    if (!record.contains("frames")) return;
    for (json& frame : record["frames"]) {
        const fs::path mask = from / frame.at("mask").get<std::string>();
        frame["mask"] = mask.lexically_relative(to).generic_string();
    }
}

Part readPart(const fs::path& file, const fs::path& output_folder, LineStore& lines) {
    const fs::path folder = plainPath(file).parent_path();
    Part part{file, {}, {}, {}};
    try {
        json document = readFindings(file, [&](json& record) {
            relocateMasks(record, folder, output_folder);
            part.records.push_back(lines.add(asLine(record)));
        });
        part.shard = {document.at("shard").at("index"), document.at("shard").at("count")};
        if (!document.at("files").empty()) fail("is not the findings of a part", file);
        const json& summary = document.at("summary");
        for (const char* key : {"files", "failed"}) (void)summary.at(key).get<std::size_t>();
        if (summary.at("cancelled")) fail("was cancelled before its end", file);
        document.erase("files");
        part.head = std::move(document);
        return part;
    } catch (const json::exception&) {
        fail("is not the findings of a part", file);
    }
}

std::vector<Part> readParts(const std::vector<fs::path>& folders, const fs::path& output_folder,
                            LineStore& lines) {
    std::map<int, Part> parts;
    for (const fs::path& folder : folders) {
        if (!fs::is_directory(folder)) throw ReadError("is not a folder", folder);
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (!name.starts_with("findings-") || !name.ends_with(".json")) continue;
            Part part = readPart(entry.path(), output_folder, lines);
            const int index = part.shard.index;
            const auto [there, is_new] = parts.emplace(index, std::move(part));
            if (!is_new)
                fail("holds the same part as " + there->second.file.string(), entry.path(),
                     "Name the folder of each part once.");
        }
    }
    std::vector<Part> sorted;
    for (auto& [index, part] : parts) sorted.push_back(std::move(part));
    return sorted;
}

/// Throws unless the parts are those of one run, and all of them.
void checkParts(const std::vector<Part>& parts, const fs::path& folder) {
    if (parts.empty())
        fail("holds no findings-<i>-of-<n>.json", folder,
             "Name the folders that segment --shard i/n wrote to.");
    const Part& first = parts.front();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        if (part.shard.count != first.shard.count)
            fail("is a part of another run than " + first.file.string(), part.file, kRunAll);
        for (const char* key : {"files", "list"})
            if (part.head["shard"].value(key, json()) != first.head["shard"].value(key, json()))
                fail("is a part of another list of files than " + first.file.string(), part.file,
                     kRunAll);
        if (part.head.value("model", json()) != first.head.value("model", json()))
            fail("was made with another model than " + first.file.string(), part.file, kRunAll);
        if (part.shard.index != static_cast<int>(i) + 1)
            fail("part " + std::to_string(i + 1) + " is missing", folder);
    }
    if (static_cast<int>(parts.size()) != first.shard.count)
        fail("part " + std::to_string(parts.size() + 1) + " is missing", folder);
}

json joinedHead(const std::vector<Part>& parts) {
    json head = parts.front().head;
    head.erase("shard");
    for (std::size_t i = 1; i < parts.size(); ++i) try {
            for (auto& [key, value] : head["summary"].items())
                if (value.is_number())
                    value = value.get<std::size_t>() +
                            parts[i].head.at("summary").at(key).get<std::size_t>();
        } catch (const json::exception&) {
            fail("has another summary than " + parts.front().file.string(), parts[i].file);
        }
    return head;
}

}  // namespace

MergeSummary mergeFindings(const std::vector<fs::path>& folders, const fs::path& output) {
    const fs::path output_folder = plainPath(output).parent_path();
    LineStore lines(output);
    const std::vector<Part> parts = readParts(folders, output_folder, lines);
    checkParts(parts, folders.front());
    std::error_code ignored;  // what is not there yet is no part
    for (const Part& part : parts)
        if (fs::equivalent(part.file, output, ignored))
            fail("is a part itself: the joined findings need a file of their own", output,
                 "Name another file.");
    const json head = joinedHead(parts);
    FindingsFile merged(output, head);
    // The k-th record of part i is the file at place k · n + i of the whole list.
    for (std::size_t k = 0; k < parts.front().records.size(); ++k)
        for (const Part& part : parts)
            if (k < part.records.size()) merged.add(lines.line(part.records[k]));
    merged.commit();
    return {head["summary"]["files"], head["summary"]["failed"]};
}

}  // namespace sonomask::workflow
