#include "base/atomic_file.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;

const std::string kPrefix = ".partial-";

/// A name that no other writer of this process has had. It does not repeat the target's name, which
/// may be as long as the disk allows; the extension stays because image libraries choose the format
/// by it.
fs::path temporaryBeside(const fs::path& target) {
    static std::atomic<unsigned> counter = 0;
    fs::path name = kPrefix + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    name += target.extension();
    return target.parent_path() / name;
}

/// Another process may have the name: one with our id on another machine that shares the folder, or
/// one that was killed. Then the next name is tried.
int createTemporary(const fs::path& target, fs::path& name) {
    int descriptor = -1;
    do {
        name = temporaryBeside(target);
        descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    } while (descriptor < 0 && errno == EEXIST);
    return descriptor;
}

/// The process that writes, or wrote, a file of such a name; 0 where the name is another.
pid_t writerOf(const fs::path& file) {
    const std::string name = file.stem().string();
    if (!name.starts_with(kPrefix)) return 0;
    const char* const end = name.data() + name.size();
    pid_t writer = 0;
    unsigned number = 0;
    const auto dash = std::from_chars(name.data() + kPrefix.size(), end, writer);
    if (dash.ec != std::errc() || dash.ptr == end || *dash.ptr != '-' || writer <= 0) return 0;
    const auto rest = std::from_chars(dash.ptr + 1, end, number);
    return rest.ec == std::errc() && rest.ptr == end ? writer : 0;
}

bool isAlive(pid_t process) {
    return ::kill(process, 0) == 0 || errno == EPERM;
}

}  // namespace

AtomicFile::AtomicFile(fs::path target)
    : target_(std::move(target)), descriptor_(createTemporary(target_, temporary_)) {
    if (descriptor_ < 0) failToWrite(target_, errno);
}

AtomicFile::~AtomicFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    std::error_code ignored;
    if (!temporary_.empty()) fs::remove(temporary_, ignored);
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) failToWrite(target_, errno);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void AtomicFile::write(std::string_view text) {
    write(std::as_bytes(std::span(text)));
}

void AtomicFile::commit() {
    if (::fsync(descriptor_) != 0) failToWrite(target_, errno);
    const int closed = ::close(std::exchange(descriptor_, -1));
    if (closed != 0) failToWrite(target_, errno);
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) failToWrite(target_, errno);
    temporary_.clear();
}

void removeHalfWritten(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;  // what stays is a nuisance, not an error
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (const pid_t writer = writerOf(entry.path());
            writer != 0 && !isAlive(writer) && entry.is_regular_file(ignored))
            files.push_back(entry.path());
    for (const auto& file : files) fs::remove(file, ignored);
}

void writeFileAtomically(const fs::path& target, std::span<const std::byte> bytes) {
    AtomicFile file(target);
    file.write(bytes);
    file.commit();
}

void writeFileAtomically(const fs::path& target, std::string_view text) {
    writeFileAtomically(target, std::as_bytes(std::span(text)));
}

void makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) failToWrite(folder, error.value());
    if (!fs::is_directory(folder, error)) failToWrite(folder, ENOTDIR);
}

}  // namespace sonomask
