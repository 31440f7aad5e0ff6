#include "dicom/video.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "base/error.h"
#include "dicom/limits.h"
#include "imaging/reader.h"

namespace sonomask::dicom {
namespace {

namespace fs = std::filesystem;

/// A file without a name that lives in memory, for decoders that want a path.
class MemoryFile {
  public:
    MemoryFile() : descriptor_(::memfd_create("stream", MFD_CLOEXEC)) {
        if (descriptor_ < 0) throw Malformed("there is no memory for its video stream");
    }
    ~MemoryFile() { ::close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    void append(std::span<const std::uint8_t> bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written <= 0) throw Malformed("there is no memory for its video stream");
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
    }

    fs::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  private:
    int descriptor_;
};

class StreamSource : public FrameSource {
  public:
    StreamSource(std::shared_ptr<const FileStructure> structure, std::vector<Extent> extents,
                 fs::path file)
        : structure_(std::move(structure)), extents_(std::move(extents)), file_(std::move(file)) {}

    Frame frame(int index) const override {
        try {
            Frame frame = frames().frame(index);
            frame.origin = {file_, index};
            return frame;
        } catch (const Malformed& problem) {
            throw ReadError(problem.what(), file_);
        } catch (const ReadError& error) {
            throw ReadError(error.reason(), file_, error.remedy());
        }
    }

  private:
    const FrameSource& frames() const {
        const std::lock_guard lock(mutex_);
        if (!frames_) {
            unpack();
            frames_ = openVideoFrames(stream_->path());
        }
        return *frames_;
    }

    void unpack() const {
        stream_ = std::make_unique<MemoryFile>();
        std::vector<std::uint8_t> block(1u << 20);
        for (const Extent& extent : extents_)
            for (std::uint64_t done = 0; done < extent.length;) {
                const auto wanted = static_cast<std::size_t>(
                    std::min<std::uint64_t>(block.size(), extent.length - done));
                const auto part = std::span(block).first(wanted);
                if (structure_->bytes->read(extent.offset + done, part) != wanted)
                    throw Malformed("the file has become shorter since it was opened");
                stream_->append(part);
                done += wanted;
            }
    }

    std::shared_ptr<const FileStructure> structure_;
    std::vector<Extent> extents_;
    fs::path file_;
    mutable std::mutex mutex_;
    mutable std::unique_ptr<MemoryFile> stream_;
    mutable std::shared_ptr<const FrameSource> frames_;
};

}  // namespace

std::shared_ptr<const FrameSource> openStream(std::shared_ptr<const FileStructure> structure,
                                              const FrameTable& table, fs::path file) {
    const std::span<const Extent> extents = table.extentsOf(0);
    std::uint64_t total = 0;
    for (const Extent& extent : extents) total += extent.length;
    if (total > kMaximalVideoBytes) throw BeyondLimit("its video stream is too long");
    return std::make_shared<StreamSource>(
        std::move(structure), std::vector<Extent>(extents.begin(), extents.end()), std::move(file));
}

}  // namespace sonomask::dicom
