#pragma once

#include <filesystem>
#include <vector>

namespace sonomask::workflow {

struct MergeSummary {
    std::size_t files = 0;
    std::size_t failed = 0;
};

/// Joins the findings of all parts of a folder (findings-<i>-of-<n>.json in `folders`) into one
/// document, the one that a single run would have written; names of masks are made relative to its
/// folder. Throws `ReadError` when a part is missing, twice there, cancelled, or made with another
/// model, and `WriteError`.
MergeSummary mergeFindings(const std::vector<std::filesystem::path>& folders,
                           const std::filesystem::path& output);

}  // namespace sonomask::workflow
