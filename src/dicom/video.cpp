#include "dicom/video.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <span>
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

/// The fragments of a stream, one after the other.
std::unique_ptr<MemoryFile> unpacked(const ByteSource& bytes, std::span<const Extent> extents) {
    std::uint64_t total = 0;
    for (const Extent& extent : extents) total += extent.length;
    if (total > kMaximalVideoBytes) throw BeyondLimit("its video stream is too long");
    auto stream = std::make_unique<MemoryFile>();
    std::vector<std::uint8_t> block(1u << 20);
    for (const Extent& extent : extents)
        for (std::uint64_t done = 0; done < extent.length;) {
            const auto wanted = static_cast<std::size_t>(
                std::min<std::uint64_t>(block.size(), extent.length - done));
            const auto part = std::span(block).first(wanted);
            if (bytes.read(extent.offset + done, part) != wanted)
                throw Malformed("the file has become shorter since it was opened");
            stream->append(part);
            done += wanted;
        }
    return stream;
}

/// Whatever `make` finds wrong with the stream is an error of `file`: the stream has no name.
template <typename Make>
auto naming(const fs::path& file, const Make& make) {
    try {
        return make();
    } catch (const ReadError& error) {
        throw ReadError(error.reason(), file, error.remedy());
    }
}

class StreamSource : public FrameSource {
  public:
    StreamSource(std::unique_ptr<MemoryFile> stream, Clip clip, fs::path file)
        : stream_(std::move(stream)), clip_(std::move(clip)), file_(std::move(file)) {}

    Frame frame(int index) const override {
        Frame frame = naming(file_, [&] { return clip_.frame(index); });
        frame.origin = {file_, index};
        return frame;
    }

  private:
    std::unique_ptr<MemoryFile> stream_;  ///< what the clip reads
    Clip clip_;
    fs::path file_;
};

}  // namespace

Clip openStream(const FileStructure& structure, const FrameTable& table, const fs::path& file) {
    std::unique_ptr<MemoryFile> stream = unpacked(*structure.bytes, table.extentsOf(0));
    Clip clip = naming(file, [&] { return openVideoStream(stream->path()); });
    ClipInfo info = clip.info();
    info.file = file;
    return {std::move(info),
            std::make_shared<StreamSource>(std::move(stream), std::move(clip), file)};
}

}  // namespace sonomask::dicom
