#include <algorithm>
#include <cctype>
#include <string>

#include "base/error.h"
#include "dicom/dataset.h"
#include "dicom/reader.h"
#include "dicom/structure.h"

namespace sonomask::dicom {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// `name` in `folder`, by another case or with the version suffix of ISO 9660 if need be.
fs::path entryIn(const fs::path& folder, const std::string& name) {
    std::error_code error;
    if (fs::exists(folder / name, error)) return folder / name;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const std::string candidate = lower(entry->path().filename().string());
        if (candidate == lower(name) || candidate == lower(name) + ";1") return entry->path();
    }
    return folder / name;
}

/// The file that a record names, inside the disc's folder; empty for a name that would leave it.
fs::path referencedFile(const fs::path& folder, const std::string& id) {
    fs::path path = folder;
    std::size_t begin = 0;
    while (begin <= id.size()) {
        const std::size_t end = std::min(id.find('\\', begin), id.size());
        std::string part = id.substr(begin, end - begin);
        while (!part.empty() && part.back() == ' ') part.pop_back();
        if (part.empty() || part == "." || part == ".." || part.find('/') != std::string::npos)
            return {};
        path = entryIn(path, part);
        begin = end + 1;
    }
    return path;
}

}  // namespace

std::vector<std::string> dicomdirNames(const fs::path& file) {
    const FileStructure structure = readStructure(file);
    std::vector<std::string> names;
    std::vector<std::string> warnings;  // a list that is damaged is missing
    try {
        const std::unique_ptr<DcmDataset> dataset = parseDataset(structure, warnings);
        DcmSequenceOfItems* records = nullptr;
        if (dataset->findAndGetSequence(DCM_DirectoryRecordSequence, records).bad())
            throw Malformed("is not a DICOMDIR");
        // Items of a list are found one by one from its begin; nextInContainer goes straight on.
        for (DcmObject* item = records->nextInContainer(nullptr); item != nullptr;
             item = records->nextInContainer(item)) {
            auto& record = static_cast<DcmItem&>(*item);
            const std::string id = textOf(record, DCM_ReferencedFileID);
            if (!id.empty() && textOf(record, DCM_DirectoryRecordType) == "IMAGE")
                names.push_back(id);
        }
    } catch (const Malformed& problem) {
        throw ReadError(problem.what(), file);
    }
    return names;
}

DicomdirFiles dicomdirPaths(const fs::path& file, const std::vector<std::string>& names) {
    DicomdirFiles found;
    for (const std::string& name : names) {
        const fs::path referenced = referencedFile(file.parent_path(), name);
        if (referenced.empty())
            found.refused.push_back(name);
        else
            found.files.push_back(referenced);
    }
    return found;
}

DicomdirFiles dicomdirFiles(const fs::path& file) {
    return dicomdirPaths(file, dicomdirNames(file));
}

}  // namespace sonomask::dicom
