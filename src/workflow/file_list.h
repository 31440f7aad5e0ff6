#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace sonomask::workflow {

/// A file that was looked at and could not be used, and why.
struct SkippedFile {
    std::filesystem::path file;
    std::string reason;  ///< the whole sentence for the person at the screen
};

struct FileList {
    std::vector<std::filesystem::path> files;
    std::vector<SkippedFile> skipped;  ///< what was named or met on the way and cannot be followed
};

/// The files that `inputs` (files, folders searched to any depth, DICOMDIRs) name, in a stable
/// order (IM2 before IM10) and once each. Links to folders are followed, each folder once. Only
/// looks at names and folders, so it is quick. Hidden files are left out, and so is the folder
/// `left_out` where it lies below an input; where it is an input itself, the results that a batch
/// wrote into it are. What does not exist or may not be read, and names that are not UTF-8, are
/// skipped with their reasons.
FileList listFiles(const std::vector<std::filesystem::path>& inputs,
                   const std::stop_token& stop = {}, const std::filesystem::path& left_out = {});

}  // namespace sonomask::workflow
