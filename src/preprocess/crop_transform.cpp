#include "preprocess/crop_transform.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "preprocess/axis_sampling.h"

namespace sonomask::preprocess {
namespace {

/// crop = scale * (picture + 0.5) + offset - 0.5, as a matrix.
cv::Matx23d cropFromPicture(const cv::Point2d& scale, const cv::Point2d& offset) {
    return {scale.x, 0, 0.5 * scale.x + offset.x - 0.5, 0, scale.y, 0.5 * scale.y + offset.y - 0.5};
}

cv::Mat place(const cv::Mat& picture, const cv::Matx23d& matrix, int size, int interpolation) {
    cv::Mat crop;
    cv::warpAffine(picture, crop, matrix, {size, size}, interpolation, cv::BORDER_CONSTANT,
                   cv::Scalar::all(0));
    return crop;
}

}  // namespace

CropTransform::CropTransform(const cv::Rect& crop_in_frame, const cv::Size& frame_size, int size)
    : crop_in_frame_(crop_in_frame), frame_size_(frame_size), size_(size) {
    const cv::Rect frame({0, 0}, frame_size);
    if (crop_in_frame.empty() || (crop_in_frame & frame) != crop_in_frame || size <= 0)
        throw ConfigError("the crop does not lie inside the frame");
    scale_ = double(size) / std::max(crop_in_frame.width, crop_in_frame.height);
    offset_ = {(size - scale_ * crop_in_frame.width) / 2,
               (size - scale_ * crop_in_frame.height) / 2};
}

cv::Point2d CropTransform::cropFromFrame(const cv::Point2d& point_in_frame) const {
    return {scale_ * (point_in_frame.x - crop_in_frame_.x + 0.5) + offset_.x - 0.5,
            scale_ * (point_in_frame.y - crop_in_frame_.y + 0.5) + offset_.y - 0.5};
}

cv::Point2d CropTransform::frameFromCrop(const cv::Point2d& point_in_crop) const {
    return {(point_in_crop.x + 0.5 - offset_.x) / scale_ - 0.5 + crop_in_frame_.x,
            (point_in_crop.y + 0.5 - offset_.y) / scale_ - 0.5 + crop_in_frame_.y};
}

cv::Rect CropTransform::contentInCrop() const {
    const int left = static_cast<int>(std::floor(offset_.x));
    const int top = static_cast<int>(std::floor(offset_.y));
    const int right = static_cast<int>(std::ceil(offset_.x + scale_ * crop_in_frame_.width));
    const int bottom = static_cast<int>(std::ceil(offset_.y + scale_ * crop_in_frame_.height));
    return cv::Rect(left, top, right - left, bottom - top) & cv::Rect(0, 0, size_, size_);
}

cv::Mat CropTransform::toCrop(const cv::Mat& picture_in_frame) const {
    cv::Mat picture = picture_in_frame(crop_in_frame_);
    if (scale_ < 1) {
        // Shrinking must average, or speckle aliases; the warp below then only places the result.
        const cv::Size reduced(std::max(1, cvRound(scale_ * picture.cols)),
                               std::max(1, cvRound(scale_ * picture.rows)));
        cv::Mat averaged;
        resample(picture, averaging(picture.cols, reduced.width),
                 averaging(picture.rows, reduced.height))
            .convertTo(averaged, CV_8U);
        picture = averaged;
    }
    const cv::Point2d scale(scale_ * crop_in_frame_.width / picture.cols,
                            scale_ * crop_in_frame_.height / picture.rows);
    return place(picture, cropFromPicture(scale, offset_), size_, cv::INTER_LINEAR);
}

cv::Mat CropTransform::maskToCrop(const cv::Mat& mask_in_frame) const {
    return place(mask_in_frame(crop_in_frame_), cropFromPicture({scale_, scale_}, offset_), size_,
                 cv::INTER_NEAREST);
}

cv::Mat CropTransform::toFrame(const cv::Mat& map_in_crop) const {
    cv::Mat frame = cv::Mat::zeros(frame_size_, map_in_crop.type());
    cv::Mat inside = frame(crop_in_frame_);
    // WARP_INVERSE_MAP: sampling needs crop-from-frame, which is the matrix at hand. The border is
    // replicated: at the crop's edge a pixel centre can lie half a pixel outside the map.
    cv::warpAffine(map_in_crop, inside, cropFromPicture({scale_, scale_}, offset_), inside.size(),
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return frame;
}

}  // namespace sonomask::preprocess
