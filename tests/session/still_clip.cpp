#include "session/still_clip.h"

#include <memory>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "base/error.h"

namespace sonomask::test {
namespace {

class FramesInMemory : public FrameSource {
  public:
    explicit FramesInMemory(std::vector<Frame> frames) : frames_(std::move(frames)) {}
    Frame frame(int index) const override {
        if (index < 0 || index >= static_cast<int>(frames_.size()))
            throw ReadError("has no such frame");
        return frames_[static_cast<std::size_t>(index)];
    }

  private:
    std::vector<Frame> frames_;
};

}  // namespace

Clip clipOf(ClipInfo info, std::vector<Frame> frames) {
    info.frame_count = static_cast<int>(frames.size());
    info.width = frames.front().pixels.cols;
    info.height = frames.front().pixels.rows;
    for (int i = 0; i < info.frame_count; ++i)
        frames[static_cast<std::size_t>(i)].origin = {info.file, i};
    return {info, std::make_shared<FramesInMemory>(std::move(frames))};
}

cv::Mat sectorPicture(const cv::Size& size) {
    cv::Mat picture(size, CV_8UC1);
    cv::RNG random(3);
    random.fill(picture, cv::RNG::NORMAL, 90, 25);
    cv::GaussianBlur(picture, picture, cv::Size(), 1.5);
    const int top = size.height / 5;
    picture.rowRange(0, top).setTo(0);
    cv::putText(picture, "DOE JANE", cv::Point(4, top / 2), cv::FONT_HERSHEY_PLAIN, 1,
                cv::Scalar(255));
    return picture;
}

}  // namespace sonomask::test
