#include "imaging/person_name.h"

#include <sstream>
#include <vector>

namespace sonomask {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) {
        const std::size_t begin = part.find_first_not_of(' ');
        const std::size_t end = part.find_last_not_of(' ');
        parts.push_back(begin == std::string::npos ? "" : part.substr(begin, end - begin + 1));
    }
    return parts;
}

std::string joined(const std::string& first, const char* between, const std::string& second) {
    return first + (first.empty() || second.empty() ? "" : between) + second;
}

}  // namespace

std::string personName(const std::string& dicom_name) {
    const char* between = ", ";
    for (const std::string& group : split(dicom_name, '=')) {
        std::vector<std::string> parts = split(group, '^');
        parts.resize(5);  // family, given, middle, prefix, suffix
        std::string name = joined(parts[0], between, joined(parts[1], " ", parts[2]));
        if (!name.empty()) return name;
        between = " ";
    }
    return {};
}

}  // namespace sonomask
