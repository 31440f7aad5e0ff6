#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <opencv2/core.hpp>

namespace sonomask::workflow {

/// The mask of one mass as a session keeps it: an unchanging value, cheap to copy (copies share
/// their data), small in memory (run lengths), so that thousands of undo steps fit.
class SessionMask {
  public:
    /// No pixels at all, of a frame of no size.
    SessionMask() = default;
    /// From a picture of the frame's size (CV_8UC1, not 0 = mass). Throws `ConfigError` for another
    /// type.
    explicit SessionMask(const cv::Mat& mask_in_frame);
    /// From run lengths: pixels row by row, in turn outside and inside the mass, the first run
    /// (outside) possibly 0. Throws `ConfigError` when they do not add up to the frame's pixels.
    SessionMask(const cv::Size& frame_size, std::vector<std::uint32_t> runs);

    /// CV_8UC1 0/255 at the frame's size; the caller owns it.
    cv::Mat inFrame() const;
    const std::vector<std::uint32_t>& runs() const noexcept;
    const cv::Size& frameSize() const noexcept { return frame_size_; }
    std::int64_t areaPx() const;
    bool empty() const { return areaPx() == 0; }

    friend bool operator==(const SessionMask& a, const SessionMask& b);

  private:
    cv::Size frame_size_;
    std::shared_ptr<const std::vector<std::uint32_t>> runs_;
};

}  // namespace sonomask::workflow
