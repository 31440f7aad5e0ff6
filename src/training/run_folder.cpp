#include "training/run_folder.h"

#include <system_error>

#include "base/atomic_file.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;

fs::path lockFileIn(const fs::path& folder) {
    makeFolder(folder);
    return folder / ".sonomask-train.lock";
}

}  // namespace

RunFolder::RunFolder(const fs::path& folder) : lock_file_(lockFileIn(folder)), lock_(lock_file_) {
    removeHalfWritten(folder);  // whoever has the lock is the only one who writes here
}

RunFolder::~RunFolder() {
    std::error_code ignored;
    fs::remove(lock_file_, ignored);  // while the lock is held: nobody can have it yet
}

}  // namespace sonomask::training
