#include "dicom/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace sonomask::dicom {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, int error_number) {
    throw ReadError("cannot be read: " + std::generic_category().message(error_number), file,
                    "Check that it still exists and that you may read it.");
}

class FileBytes : public ByteSource {
  public:
    explicit FileBytes(fs::path file) : file_(std::move(file)) {
        // Without O_NONBLOCK a named pipe would wait for a writer for ever.
        descriptor_ = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        if (descriptor_ < 0) fail(file_, errno);
    }
    ~FileBytes() override { ::close(descriptor_); }
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    /// Looks at what was opened; apart from the constructor so that the descriptor is closed when
    /// this throws.
    void measure() {
        struct stat status {};
        if (::fstat(descriptor_, &status) != 0) fail(file_, errno);
        if (S_ISDIR(status.st_mode)) throw ReadError("is a folder, not a file", file_);
        if (!S_ISREG(status.st_mode)) throw ReadError("is not a regular file", file_);
        if (status.st_size == 0)
            throw ReadError("is empty", file_, "Copy it again from its source.");
        size_ = static_cast<std::uint64_t>(status.st_size);
    }

    std::uint64_t size() const override { return size_; }

    std::size_t read(std::uint64_t offset, std::span<std::uint8_t> into) const override {
        std::size_t done = 0;
        while (done < into.size()) {
            const ssize_t got = ::pread(descriptor_, into.data() + done, into.size() - done,
                                        static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) fail(file_, errno);
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

  private:
    fs::path file_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

class MemoryBytes : public ByteSource {
  public:
    explicit MemoryBytes(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

    std::uint64_t size() const override { return bytes_.size(); }

    std::size_t read(std::uint64_t offset, std::span<std::uint8_t> into) const override {
        if (offset >= bytes_.size()) return 0;
        const std::size_t count =
            std::min<std::size_t>(into.size(), bytes_.size() - static_cast<std::size_t>(offset));
        std::memcpy(into.data(), bytes_.data() + offset, count);
        return count;
    }

  private:
    std::vector<std::uint8_t> bytes_;
};

}  // namespace

std::shared_ptr<const ByteSource> openBytes(const fs::path& file) {
    auto bytes = std::make_shared<FileBytes>(file);
    bytes->measure();
    return bytes;
}

std::shared_ptr<const ByteSource> holdBytes(std::vector<std::uint8_t> bytes) {
    return std::make_shared<MemoryBytes>(std::move(bytes));
}

}  // namespace sonomask::dicom
