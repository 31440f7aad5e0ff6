#include "imaging/clip.h"

#include <utility>

#include "base/error.h"

namespace sonomask {

double plausibleFrameTime(double milliseconds) {
    return milliseconds >= 1 && milliseconds <= 10'000 ? milliseconds : 0;
}

Clip::Clip(ClipInfo info, std::shared_ptr<const FrameSource> source)
    : info_(std::move(info)), source_(std::move(source)) {}

Frame Clip::frame(int index) const {
    if (index < 0 || index >= info_.frame_count)
        throw ReadError("has no frame " + std::to_string(index) + " (it has " +
                            std::to_string(info_.frame_count) + ")",
                        info_.file);
    return source_->frame(index);
}

}  // namespace sonomask
