#include "workflow/output_names.h"

#include <cstdio>
#include <map>
#include <set>

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

/// The last `parts` parts of the path, joined by '_', with the extension.
std::string pathEnd(const fs::path& path, int parts) {
    std::string name = path.filename().string();
    fs::path parent = fs::absolute(path).lexically_normal().parent_path();
    for (; parts > 1 && parent.has_filename(); --parts, parent = parent.parent_path())
        name = parent.filename().string() + "_" + name;
    return name;
}

bool allDifferent(const std::vector<std::string>& names, const std::set<std::string>& taken) {
    const std::set<std::string> unique(names.begin(), names.end());
    if (unique.size() != names.size()) return false;
    for (const std::string& name : names)
        if (taken.contains(name)) return false;
    return true;
}

}  // namespace

std::vector<std::string> outputNames(const std::vector<fs::path>& inputs) {
    std::map<std::string, std::vector<std::size_t>> by_stem;
    for (std::size_t i = 0; i < inputs.size(); ++i) by_stem[inputs[i].stem().string()].push_back(i);

    std::vector<std::string> names(inputs.size());
    std::set<std::string> taken;
    for (const auto& [stem, members] : by_stem)
        if (members.size() == 1) taken.insert(names[members.front()] = stem);

    constexpr int kMaximalParts = 64;  // a path has no more; equal paths are listed once
    for (const auto& [stem, members] : by_stem) {
        if (members.size() == 1) continue;
        std::vector<std::string> ends;
        for (int parts = 1; parts <= kMaximalParts; ++parts) {
            ends.clear();
            for (const std::size_t i : members) ends.push_back(pathEnd(inputs[i], parts));
            if (allDifferent(ends, taken)) break;
        }
        for (std::size_t k = 0; k < members.size(); ++k) taken.insert(names[members[k]] = ends[k]);
    }
    return names;
}

std::string maskFileName(const std::string& name, int frame_count, int frame_index) {
    if (frame_count == 1) return name + "_mask.png";
    char number[16];
    std::snprintf(number, sizeof number, "_f%04d", frame_index);
    return name + number + "_mask.png";
}

}  // namespace sonomask::workflow
