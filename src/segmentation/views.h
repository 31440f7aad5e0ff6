#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "segmentation/engine.h"

namespace sonomask::segmentation {

/// One way of looking at a network input: a part of it, perhaps mirrored, brought to full size.
struct View {
    cv::Rect region_in_crop;       ///< what it shows
    cv::Matx23d view_from_crop{};  ///< affine, pixel centres at integers
};

/// The views that a fusion asks for; the first is the input as it is. `content_in_crop` is the part
/// of the input that is not padding.
std::vector<View> viewsFor(const Fusion& fusion, const cv::Rect& content_in_crop, int size);

/// The picture (CV_32FC1, size×size) as the view shows it; 0 beyond its edge.
cv::Mat lookThrough(const View& view, const cv::Mat& picture_in_crop);

/// The maps of all views put back in place and averaged, pixel by pixel over the views that show
/// it.
cv::Mat fuse(const std::vector<View>& views, const std::vector<cv::Mat>& maps_in_view);

}  // namespace sonomask::segmentation
