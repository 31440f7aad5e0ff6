#include <cmath>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include <opencv2/videoio.hpp>

#include "base/error.h"
#include "imaging/file_kind.h"
#include "imaging/reader.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;

cv::VideoCapture openCapture(const fs::path& file, const std::vector<int>& settings = {}) {
    cv::VideoCapture capture;
    try {
        capture.open(file.string(), cv::CAP_FFMPEG, settings);
    } catch (const cv::Exception&) {
        capture.release();
    }
    if (!capture.isOpened())
        throw ReadError("is not a video that can be read", file,
                        "Convert it to MP4 (H.264) or AVI, or export it again.");
    return capture;
}

/// Seeks only where it must: a seek decodes from the last key frame, reading on does not.
class VideoSource : public FrameSource {
  public:
    VideoSource(fs::path file, cv::VideoCapture capture)
        : file_(std::move(file)), capture_(std::move(capture)) {}

    Frame frame(int index) const override {
        const std::lock_guard lock(mutex_);
        if (index < next_) rewind();
        cv::Mat pixels;
        // Grabbing up to the frame is exact; setting CAP_PROP_POS_FRAMES is not for every
        // container.
        while (next_ < index && capture_.grab()) ++next_;
        if (next_ == index && capture_.read(pixels)) ++next_;
        if (pixels.empty())
            throw ReadError("frame " + std::to_string(index + 1) + " cannot be decoded", file_,
                            "The clip may be truncated; copy it again from its source.");
        return {pixels.clone(), {}, {file_, index}};
    }

  private:
    void rewind() const {
        sniff(file_);  // says in its own words that the file has gone since it was opened
        capture_ = openCapture(file_);
        next_ = 0;
    }

    fs::path file_;
    mutable std::mutex mutex_;
    mutable cv::VideoCapture capture_;
    mutable int next_ = 0;
};

/// The clip of a stream whose frames are counted.
Clip clipOf(ClipInfo info, cv::VideoCapture capture) {
    info.width = static_cast<int>(capture.get(cv::CAP_PROP_FRAME_WIDTH));
    info.height = static_cast<int>(capture.get(cv::CAP_PROP_FRAME_HEIGHT));
    if (info.frame_count <= 0 || info.width <= 0 || info.height <= 0)
        throw ReadError("is a video without frames", info.file, "Copy it again from its source.");
    auto source = std::make_shared<VideoSource>(info.file, std::move(capture));
    return {std::move(info), std::move(source)};
}

}  // namespace

Clip openVideo(const fs::path& file) {
    ClipInfo info;
    info.file = file;
    info.format = sniff(file).format;
    cv::VideoCapture capture = openCapture(file);
    const double frame_count = capture.get(cv::CAP_PROP_FRAME_COUNT);
    std::error_code unknown;  // then the size is the largest number
    if (frame_count > static_cast<double>(fs::file_size(file, unknown)))
        throw ReadError("is damaged: it claims more frames than it has bytes", file,
                        "Copy it again from its source.");
    info.frame_count = static_cast<int>(std::lround(frame_count));
    const double frames_per_second = capture.get(cv::CAP_PROP_FPS);
    if (frames_per_second > 0) info.frame_time_ms = plausibleFrameTime(1000.0 / frames_per_second);
    return clipOf(std::move(info), std::move(capture));
}

Clip openVideoStream(const fs::path& file) {
    ClipInfo info;
    info.file = file;
    info.frame_count = 0;
    // In this mode a grab takes the next picture from the stream and leaves it packed.
    cv::VideoCapture packets = openCapture(file, {cv::CAP_PROP_FORMAT, -1});
    while (packets.grab()) ++info.frame_count;
    return clipOf(std::move(info), openCapture(file));
}

}  // namespace sonomask
