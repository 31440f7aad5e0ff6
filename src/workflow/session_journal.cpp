#include "workflow/session_journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, int error_number) {
    throw WriteError("the work cannot be saved: " + std::generic_category().message(error_number),
                     file,
                     "It is kept in memory and saved with the next change. Free some space, or see "
                     "that the folder may be written to.");
}

std::uint64_t sizeOf(const fs::path& file) {
    std::error_code missing;
    const auto size = fs::file_size(file, missing);
    return missing ? 0 : size;
}

/// A reader's text may name the patient: nobody else on the machine is to read it.
void makePrivateFolder(const fs::path& folder) {
    makeFolder(folder);
    std::error_code ignored;  // a disk without permissions has none to set
    fs::permissions(folder, fs::perms::owner_all, ignored);
}

}  // namespace

void flushFolder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

void failInUse(const fs::path& file) {
    throw WriteError("the work cannot be saved: another window works on this study", file,
                     "Close it there, then open the study again here.");
}

SessionJournal::SessionJournal(fs::path file) : file_(std::move(file)) {}

SessionJournal::~SessionJournal() {
    close();
}

SessionJournal::SessionJournal(SessionJournal&& other) noexcept
    : file_(std::move(other.file_)),
      line_ends_(std::move(other.line_ends_)),
      loaded_size_(other.loaded_size_),
      length_(other.length_),
      unwritten_(std::move(other.unwritten_)),
      lost_(other.lost_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      sync_(std::move(other.sync_)) {}

std::vector<std::string> SessionJournal::load() {
    std::error_code ignored;
    line_ends_.clear();
    length_ = loaded_size_ = 0;
    if (!fs::exists(file_, ignored)) return {};
    std::ifstream in(file_, std::ios::binary);
    if (!in) throw ReadError("the saved work cannot be read", file_);
    std::vector<std::string> lines;
    std::string line;
    std::uint64_t offset = 0;
    while (std::getline(in, line) && !in.eof()) {
        offset += line.size() + 1;
        line_ends_.push_back(offset);
        lines.push_back(std::move(line));
    }
    if (in.bad()) throw ReadError("the saved work cannot be read", file_);
    length_ = offset;
    loaded_size_ = in.eof() ? offset + line.size() : offset;
    return lines;
}

void SessionJournal::keepLines(std::size_t count) {
    length_ = count == 0 ? 0 : line_ends_.at(count - 1);
}

void SessionJournal::open() {
    if (isOpen()) return;
    makePrivateFolder(file_.parent_path());
    const int descriptor = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) fail(file_, errno);
    const bool free = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    if (!free || sizeOf(file_) != loaded_size_) {
        ::close(descriptor);
        failInUse(file_);
    }
    descriptor_ = descriptor;
    sync_ = std::make_unique<BackgroundSync>(descriptor_);
    flushFolder(file_.parent_path());
}

void SessionJournal::close() {
    sync_.reset();
    if (isOpen()) ::close(std::exchange(descriptor_, -1));
}

void SessionJournal::add(std::string_view lines) {
    unwritten_ += lines;
}

void SessionJournal::flush() {
    open();
    failIfLost();
    cutOff(length_);
    std::size_t written = 0;
    while (written < unwritten_.size()) {
        const ssize_t count =
            ::pwrite(descriptor_, unwritten_.data() + written, unwritten_.size() - written,
                     static_cast<off_t>(length_ + written));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            const int reason = count < 0 ? errno : ENOSPC;
            cutOff(length_);
            fail(file_, reason);
        }
        written += static_cast<std::size_t>(count);
    }
    sync_->request();
    length_ += unwritten_.size();
    loaded_size_ = length_;
    unwritten_.clear();
}

/// After a flush that failed nobody knows which lines are on the disk; only the session file, which
/// is written from memory, makes good for them.
void SessionJournal::failIfLost() {
    if (const int error = sync_->takeError()) lost_ = error;
    if (lost_ != 0) fail(file_, lost_);
}

void SessionJournal::cutOff(std::uint64_t length) {
    if (::ftruncate(descriptor_, static_cast<off_t>(length)) != 0) fail(file_, errno);
}

void SessionJournal::clear() {
    unwritten_.clear();
    length_ = loaded_size_ = 0;
    lost_ = 0;
    if (isOpen()) cutOff(0);
}

}  // namespace sonomask::workflow
