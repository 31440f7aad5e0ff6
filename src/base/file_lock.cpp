#include "base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/error.h"

namespace sonomask {
namespace {

/// False where the file was removed between opening and locking it: the lock is on nothing then.
bool isStillNamed(int descriptor, const std::filesystem::path& file) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& file) {
    for (;;) {
        descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (descriptor_ < 0) failToWrite(file, errno);
        const bool refused = ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
        if (!refused && isStillNamed(descriptor_, file)) return;
        ::close(descriptor_);
        if (refused)
            throw WriteError("is in use by another run", file.parent_path(),
                             "Wait until that run has ended, or choose another folder.");
    }
}

FileLock::~FileLock() {
    ::close(descriptor_);
}

}  // namespace sonomask
