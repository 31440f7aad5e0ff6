#include "workflow/session_mask.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/error.h"

namespace sonomask::workflow {
namespace {

std::vector<std::uint32_t> runsOf(const cv::Mat& mask) {
    std::vector<std::uint32_t> runs;
    std::uint32_t length = 0;
    bool inside = false;
    for (int y = 0; y < mask.rows; ++y) {
        const uchar* row = mask.ptr<uchar>(y);
        for (int x = 0; x < mask.cols; ++x, ++length) {
            if ((row[x] != 0) == inside) continue;
            runs.push_back(std::exchange(length, 0));
            inside = !inside;
        }
    }
    runs.push_back(length);
    return runs;
}

}  // namespace

SessionMask::SessionMask(const cv::Mat& mask_in_frame) : frame_size_(mask_in_frame.size()) {
    if (mask_in_frame.type() != CV_8UC1) throw ConfigError("a mask must have one 8-bit channel");
    runs_ = std::make_shared<const std::vector<std::uint32_t>>(runsOf(mask_in_frame));
}

SessionMask::SessionMask(const cv::Size& frame_size, std::vector<std::uint32_t> runs)
    : frame_size_(frame_size) {
    const auto pixels = std::accumulate(runs.begin(), runs.end(), std::uint64_t{0});
    if (frame_size.width < 0 || frame_size.height < 0 ||
        pixels != static_cast<std::uint64_t>(frame_size.width) *
                      static_cast<std::uint64_t>(frame_size.height))
        throw ConfigError("the runs of a mask do not fill its frame");
    runs_ = std::make_shared<const std::vector<std::uint32_t>>(std::move(runs));
}

cv::Mat SessionMask::inFrame() const {
    cv::Mat mask(frame_size_, CV_8UC1);
    uchar* pixel = mask.data;  // just made, so without gaps between rows
    uchar value = 0;
    for (const std::uint32_t length : runs()) {
        pixel = std::fill_n(pixel, length, value);
        value = static_cast<uchar>(255 - value);
    }
    return mask;
}

const std::vector<std::uint32_t>& SessionMask::runs() const noexcept {
    static const std::vector<std::uint32_t> kNone;
    return runs_ ? *runs_ : kNone;
}

std::int64_t SessionMask::areaPx() const {
    std::int64_t area = 0;
    for (std::size_t i = 1; i < runs().size(); i += 2) area += runs()[i];
    return area;
}

bool operator==(const SessionMask& a, const SessionMask& b) {
    return a.frame_size_ == b.frame_size_ && (a.runs_ == b.runs_ || a.runs() == b.runs());
}

}  // namespace sonomask::workflow
