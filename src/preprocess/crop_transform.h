#pragma once

#include <opencv2/core.hpp>

namespace sonomask::preprocess {

/// The only thing that knows how network pixels map to frame pixels.
///
/// The crop rectangle is scaled by one factor so that its longer side fills `size`, and centred;
/// what is left over is padding. Pixel centres lie at integer coordinates in both systems; the map
/// is `crop = scale * (frame + 0.5) + offset - 0.5`, and its inverse is exact.
class CropTransform {
  public:
    CropTransform() = default;
    /// `crop_in_frame` must be a non-empty part of a frame of `frame_size`. Throws `ConfigError`.
    CropTransform(const cv::Rect& crop_in_frame, const cv::Size& frame_size, int size);

    const cv::Rect& cropInFrame() const noexcept { return crop_in_frame_; }
    const cv::Size& frameSize() const noexcept { return frame_size_; }
    int size() const noexcept { return size_; }
    /// Network pixels per frame pixel.
    double scale() const noexcept { return scale_; }

    cv::Point2d cropFromFrame(const cv::Point2d& point_in_frame) const;
    cv::Point2d frameFromCrop(const cv::Point2d& point_in_crop) const;

    /// The part of the size×size crop that shows the picture; the rest is padding.
    cv::Rect contentInCrop() const;

    /// Samples a CV_8UC1 picture into size×size, padding with 0. Area-averaged when shrinking.
    cv::Mat toCrop(const cv::Mat& picture_in_frame) const;
    /// Same for a mask: nearest neighbour.
    cv::Mat maskToCrop(const cv::Mat& mask_in_frame) const;
    /// Samples a size×size map (bilinear) back to the frame's size; outside the crop it is 0.
    cv::Mat toFrame(const cv::Mat& map_in_crop) const;

  private:
    cv::Rect crop_in_frame_;
    cv::Size frame_size_;
    int size_ = 0;
    double scale_ = 1;
    cv::Point2d offset_;
};

}  // namespace sonomask::preprocess
