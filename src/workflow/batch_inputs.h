#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "workflow/file_list.h"

namespace sonomask::workflow {

/// A file of a batch.
struct BatchInput {
    std::filesystem::path file;
    std::string name;     ///< of its outputs
    std::string skipped;  ///< why it cannot be read at all; empty where nothing is known against it
};

/// The files of a list with their names, then what was skipped. Names in `taken` belong to others.
std::vector<BatchInput> batchInputs(FileList list, const std::set<std::string>& taken);

/// Tells whether two parts of a batch are of one list, wherever it is mounted.
std::string fingerprintOf(const std::vector<BatchInput>& inputs);

}  // namespace sonomask::workflow
