#include "dicom/jpeg_stream.h"

#include <cstring>

#include "dicom/element.h"
#include "dicom/limits.h"

namespace sonomask::dicom {
namespace {

constexpr int kTem = 0x01;
constexpr int kSof55 = 0xF7;
constexpr int kSoi = 0xD8;
constexpr int kEoi = 0xD9;
constexpr int kSos = 0xDA;
constexpr int kApp0 = 0xE0;
constexpr int kApp14 = 0xEE;

bool isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
}

/// SOF0..SOF15 without DHT, JPG and DAC, which lie among them; SOF55 of JPEG-LS.
bool isFrameHeader(int marker) {
    const bool among = marker >= 0xC0 && marker <= 0xCF;
    return (among && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) || marker == kSof55;
}

class JpegWalker {
  public:
    explicit JpegWalker(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    JpegStream walk() {
        if (bytes_.size() < 4 || bytes_[0] != 0xFF || bytes_[1] != kSoi)
            throw Malformed("a JPEG frame does not begin as one");
        at_ = 2;
        int scans = 0;
        for (int marker = nextMarker(); marker != kEoi; marker = nextMarker()) {
            takeSegment(marker);
            if (marker != kSos) continue;
            if (stream_.frame_type < 0) throw Malformed("a JPEG frame has no header");
            if (++scans > kMaximalScans) throw Malformed("a JPEG frame has too many scans");
            // The stuffing of JPEG-LS differs, and its decoder is not at risk there.
            if (stream_.isJpegLs() || !skipScan()) break;
        }
        if (scans == 0) throw Malformed("a JPEG frame holds no picture");
        return stream_;
    }

  private:
    int nextMarker() {
        if (at_ + 2 > bytes_.size()) throw Malformed("a JPEG frame is cut short");
        if (bytes_[at_] != 0xFF) throw Malformed("a JPEG frame is damaged between its markers");
        while (at_ < bytes_.size() && bytes_[at_] == 0xFF) ++at_;
        if (at_ == bytes_.size()) throw Malformed("a JPEG frame is cut short");
        const int marker = bytes_[at_++];
        if (marker < 0xC0 || isRestart(marker) || marker == kSoi)
            throw Malformed("a JPEG frame holds a marker that does not belong there");
        return marker;
    }

    void takeSegment(int marker) {
        if (at_ + 2 > bytes_.size()) throw Malformed("a JPEG frame is cut short");
        const std::size_t length = read16(bytes_.data() + at_, true);
        if (length < 2 || length > bytes_.size() - at_)
            throw Malformed("a JPEG frame holds a segment longer than itself");
        const auto body = bytes_.subspan(at_ + 2, length - 2);
        if (isFrameHeader(marker)) takeFrameHeader(marker, body);
        if (marker == kApp0 && body.size() >= 5 && std::memcmp(body.data(), "JFIF", 5) == 0)
            stream_.jfif = true;
        if (marker == kApp14 && body.size() >= 12 && std::memcmp(body.data(), "Adobe", 5) == 0)
            stream_.adobe_transform = body[11];
        at_ += length;
    }

    void takeFrameHeader(int marker, std::span<const std::uint8_t> body) {
        if (stream_.frame_type >= 0) throw Malformed("a JPEG frame has two headers");
        if (body.size() < 6) throw Malformed("a JPEG frame has a short header");
        stream_.frame_type = marker == kSof55 ? 55 : marker - 0xC0;
        stream_.precision = body[0];
        stream_.rows = read16(body.data() + 1, true);
        stream_.columns = read16(body.data() + 3, true);
        stream_.components = body[5];
        const auto count = static_cast<std::size_t>(stream_.components);
        if (stream_.rows == 0 || stream_.columns == 0 || count == 0 || body.size() != 6 + 3 * count)
            throw Malformed("a JPEG frame has a header that makes no sense");
        const auto component = body.subspan(6);
        for (std::size_t i = 1; i < count; ++i)
            stream_.subsampled |= component[3 * i + 1] != component[1];
        stream_.rgb_ids =
            count == 3 && component[0] == 'R' && component[3] == 'G' && component[6] == 'B';
    }

    /// Passes over entropy-coded bytes; false where they run to the end of the stream: a picture
    /// without its end mark, of which the decoder shows what there is.
    bool skipScan() {
        while (at_ + 1 < bytes_.size()) {
            const void* found = std::memchr(bytes_.data() + at_, 0xFF, bytes_.size() - at_ - 1);
            if (found == nullptr) return false;
            at_ = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - bytes_.data());
            const int next = bytes_[at_ + 1];
            if (next == kTem) throw Malformed("a JPEG frame holds a TEM marker");
            if (next == 0xFF) {
                ++at_;
            } else if (next == 0 || isRestart(next)) {
                at_ += 2;
            } else {
                return true;
            }
        }
        return false;
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    JpegStream stream_;
};

}  // namespace

JpegStream inspectJpeg(std::span<const std::uint8_t> bytes) {
    return JpegWalker(bytes).walk();
}

}  // namespace sonomask::dicom
