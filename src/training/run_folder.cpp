#include "training/run_folder.h"

#include <system_error>
#include <vector>

#include "base/atomic_file.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;

fs::path lockFileIn(const fs::path& folder) {
    makeFolder(folder);
    return folder / ".sonomask-train.lock";
}

/// Whoever has the lock is the only one who writes here: none of them belongs to somebody alive.
void removeHalfWritten(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;  // what stays is a nuisance, not an error
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (isHalfWritten(entry.path())) files.push_back(entry.path());
    for (const auto& file : files) fs::remove(file, ignored);
}

}  // namespace

RunFolder::RunFolder(const fs::path& folder) : lock_file_(lockFileIn(folder)), lock_(lock_file_) {
    removeHalfWritten(folder);
}

RunFolder::~RunFolder() {
    std::error_code ignored;
    fs::remove(lock_file_, ignored);  // while the lock is held: nobody can have it yet
}

}  // namespace sonomask::training
