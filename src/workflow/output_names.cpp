#include "workflow/output_names.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
#include <regex>
#include <set>
#include <utility>

#include "base/plain_path.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

/// The last `parts` parts of the path, joined by '_', with the extension.
std::string pathEnd(const fs::path& path, int parts) {
    std::string name = path.filename().string();
    fs::path parent = plainPath(path).parent_path();
    for (; parts > 1 && parent.has_filename(); --parts, parent = parent.parent_path())
        name = parent.filename().string() + "_" + name;
    return name;
}

/// What is before "_f0002" at the end of a name; empty where it does not end so.
std::string clipNamedIn(const std::string& name) {
    static const std::regex frame("(.+)_f[0-9]{4,}");
    std::smatch match;
    return std::regex_match(name, match, frame) ? match[1].str() : std::string();
}

/// Names that outputs have, or may have.
struct Names {
    std::set<std::string> taken;
    std::set<std::string> clips;  ///< whose frames are named after them

    bool isFree(const std::string& name) const {
        return !taken.contains(name) && !clips.contains(clipNamedIn(name));
    }
};

bool allDifferentAndFree(const std::vector<std::string>& names, const Names& others) {
    const std::set<std::string> unique(names.begin(), names.end());
    return unique.size() == names.size() &&
           std::all_of(names.begin(), names.end(),
                       [&](const std::string& name) { return others.isFree(name); });
}

/// Ends of the members' paths that are as short as may be and free.
std::vector<std::string> endsOf(const std::vector<fs::path>& members, const Names& others) {
    constexpr int kMaximalParts = 64;  // a path has no more; equal paths are listed once
    std::vector<std::string> ends;
    for (int parts = 1; parts <= kMaximalParts; ++parts) {
        ends.clear();
        for (const fs::path& member : members) ends.push_back(pathEnd(member, parts));
        if (allDifferentAndFree(ends, others)) break;
    }
    return ends;
}

/// A still's format cannot be a clip's.
bool mayBeClip(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    static const std::set<std::string> stills{".png", ".jpg", ".jpeg", ".bmp"};
    return !stills.contains(extension);
}

}  // namespace

std::string outputStem(const fs::path& input) {
    const std::string extension = input.extension().string();
    const bool is_number = extension.find_first_not_of(".0123456789") == std::string::npos;
    return is_number ? input.filename().string() : input.stem().string();
}

std::vector<std::string> outputNames(const std::vector<fs::path>& inputs,
                                     std::set<std::string> taken) {
    Names others{std::move(taken), {}};
    std::map<std::string, std::vector<std::size_t>> by_stem;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::string stem = outputStem(inputs[i]);
        by_stem[stem].push_back(i);
        if (mayBeClip(inputs[i])) others.clips.insert(stem);
    }
    std::vector<std::string> names(inputs.size());
    std::vector<std::vector<std::size_t>> unnamed;
    for (const auto& [stem, members] : by_stem) {
        if (members.size() == 1 && others.isFree(stem))
            names[members.front()] = stem;
        else
            unnamed.push_back(members);
    }
    for (const std::string& name : names)
        if (!name.empty()) others.taken.insert(name);
    for (const std::vector<std::size_t>& members : unnamed) {
        std::vector<fs::path> paths;
        for (const std::size_t i : members) paths.push_back(inputs[i]);
        const std::vector<std::string> ends = endsOf(paths, others);
        for (std::size_t k = 0; k < members.size(); ++k)
            others.taken.insert(names[members[k]] = ends[k]);
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
