#include "decoder/shared_pixels.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>

namespace sonomask::decoder {
namespace {

constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

void writeAll(int descriptor, const std::uint8_t* bytes, std::size_t count) {
    while (count > 0) {
        const ssize_t written = ::write(descriptor, bytes, count);
        if (written <= 0) throw std::runtime_error("there is no memory for a frame");
        bytes += written;
        count -= static_cast<std::size_t>(written);
    }
}

void writePicture(int descriptor, const cv::Mat& picture) {
    const std::size_t row_bytes = static_cast<std::size_t>(picture.cols) * picture.elemSize();
    if (picture.isContinuous())
        return writeAll(descriptor, picture.data, picture.total() * picture.elemSize());
    for (int y = 0; y < picture.rows; ++y) writeAll(descriptor, picture.ptr(y), row_bytes);
}

/// Frees what `mapPixels` maps, when OpenCV's reference count says so; never allocates.
class Unmapper : public cv::MatAllocator {
  public:
    cv::UMatData* allocate(int, const int*, int, void*, std::size_t*, cv::AccessFlag,
                           cv::UMatUsageFlags) const override {
        return nullptr;
    }
    bool allocate(cv::UMatData*, cv::AccessFlag, cv::UMatUsageFlags) const override {
        return false;
    }
    void deallocate(cv::UMatData* data) const override {
        ::munmap(data->origdata, data->size);
        delete data;
    }
};

}  // namespace

Descriptor sharePixels(const cv::Mat& pixels, const cv::Mat& graphics) {
    Descriptor memory(::memfd_create("frame", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory) throw std::runtime_error("there is no memory for a frame");
    writePicture(memory.get(), pixels);
    writePicture(memory.get(), graphics);
    if (::fcntl(memory.get(), F_ADD_SEALS, kSeals) != 0)
        throw std::runtime_error("a frame cannot be sealed");
    return memory;
}

cv::Mat mapPixels(const Descriptor& memory, int rows, int columns, int type) {
    static const Unmapper unmapper;
    const std::size_t bytes = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) *
                              static_cast<std::size_t>(CV_ELEM_SIZE(type));
    struct stat status {};
    const int seals = ::fcntl(memory.get(), F_GET_SEALS);  // -1 for what cannot be sealed: a file
    const bool sound = bytes > 0 && seals >= 0 && (seals & kSeals) == kSeals &&
                       ::fstat(memory.get(), &status) == 0 &&
                       static_cast<std::size_t>(status.st_size) >= bytes;
    if (!sound) throw ChannelClosed("the decoder handed over no sound frame");
    void* const address =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, memory.get(), 0);
    if (address == MAP_FAILED) throw ChannelClosed("a frame cannot be mapped");

    cv::Mat picture(rows, columns, type, address);
    auto* data = new cv::UMatData(&unmapper);
    data->data = data->origdata = static_cast<uchar*>(address);
    data->size = bytes;
    data->refcount = 1;
    picture.u = data;
    return picture;
}

}  // namespace sonomask::decoder
